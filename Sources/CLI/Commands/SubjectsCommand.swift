// `rarity subjects`: who and what the model has learned to see, and in which frames it sees them.

import ArgumentParser
import Frames
import Review

struct SubjectsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "subjects",
        abstract: "List the subjects that the current model sees, with how well each is found; or the frames in which it sees one.",
        discussion: """
            Learned from METADATA by rarity train. The columns of shots and scenes are average precision on what was held out; \
            seen counts frames with a probability of at least a half, new those among them whose METADATA does not name the subject.
            """)

    @Argument(help: "Episodes such as S01E03; all unless given.")
    var episodes: [EpisodeCode] = []

    @Option(help: ArgumentHelp("List the frames in which a subject is seen whose name contains this.", valueName: "name"))
    var sees: String?

    @Flag(help: "Of those frames only the ones whose METADATA does not name it.")
    var new = false

    @OptionGroup var options: CommonOptions

    func run() throws {
        let store = try options.openStore()
        let codes = try store.wanted(episodes).map(\.code)
        _ = try StageRun.run(options) { try PredictFrames.run(store, context: $0) }
        var frames: [Frame] = [], seen: [String: (seen: Int, new: Int)] = [:]
        let word = sees?.lowercased()
        for code in codes {
            guard let predicted = try PredictedSubjects(store, code) else {
                throw ReviewError.invalid("The current model has learned no subjects: METADATA must name some in two shots or more; then rarity train.")
            }
            let named = try store.subjects(code)
            for record in try store.frames(code) {
                for sight in predicted.sights[record.id] ?? [] {
                    let isNew = named[record.id]?.contains(sight.subject) != true
                    seen[sight.subject, default: (0, 0)].seen += 1
                    if isNew { seen[sight.subject, default: (0, 0)].new += 1 }
                    guard let word, sight.subject.lowercased().contains(word), isNew || !new else { continue }
                    frames.append(Frame(frame: record.number.description, subject: sight.subject, probability: sight.probability, named: !isNew))
                }
            }
        }
        let figures = ModelFigures(try store.keptModel(named: nil))?.subjects ?? []
        if let sees, let word {
            guard figures.contains(where: { $0.name.lowercased().contains(word) }) else {
                throw ReviewError.invalid("The model has learned no subject like \(sees.printable(limit: 40)); it knows \(figures.map { $0.name.printable(limit: 40) }.joined(separator: ", ")).")
            }
            return try show(frames)
        }
        let rows = figures.map { Row(subject: $0.name, frames: $0.frames, shots: $0.shots, ap_shots: $0.apShots, ap_scenes: $0.apScenes,
                                     seen: seen[$0.name]?.seen ?? 0, new: seen[$0.name]?.new ?? 0) }
        if options.json { return try Console.print(json: ["subjects": rows]) }
        var table = Table(["subject", "frames", "shots", "AP shots", "AP scenes", "seen", "new"], numbers: Set(1...6))
        for row in rows {
            table.add([row.subject.printable(limit: 40), "\(row.frames)", "\(row.shots)"]
                + [row.ap_shots, row.ap_scenes].map { $0.map(FiguresTable.share) ?? "-" } + ["\(row.seen)", "\(row.new)"])
        }
        for line in table.lines { Console.print(line) }
    }

    private func show(_ frames: [Frame]) throws {
        if options.json { return try Console.print(json: ["frames": frames]) }
        var table = Table(["frame", "subject", "probability", "METADATA"], numbers: [2])
        for frame in frames { table.add([frame.frame, frame.subject.printable(limit: 40), FiguresTable.share(Double(frame.probability)), frame.named ? "names it" : ""]) }
        for line in table.lines { Console.print(line) }
    }

    private struct Frame: Encodable {
        let frame, subject: String
        let probability: Float
        let named: Bool
    }

    private struct Row: Encodable {
        let subject: String
        let frames, shots: Int
        let ap_shots, ap_scenes: Double?
        let seen, new: Int
    }
}
