// `rarity shots`: finds shots and scenes, or moves a boundary by hand.

import ArgumentParser
import Frames
import Review

struct ShotsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shots", abstract: "Find the shots and scenes of episodes from their images, again where they were found before; or move them by hand.",
        discussion: "Boundaries moved by hand stay when the shots are found again, and `rarity undo` takes them back.")

    @Argument(help: "Episodes such as S01E03; all unless given.")
    var episodes: [EpisodeCode] = []

    @Option(help: ArgumentHelp("A new shot begins at this frame.", valueName: "frame"))
    var split: [String] = []

    @Option(help: ArgumentHelp("The shot that begins at this frame joins the one before.", valueName: "frame"))
    var join: [String] = []

    @Option(parsing: .upToNextOption, help: ArgumentHelp("The shot that begins at the first frame begins at the second one.", valueName: "from to"))
    var move: [String] = []

    @OptionGroup var reviewer: ReviewerOption
    @OptionGroup var options: CommonOptions

    func validate() throws {
        guard move.isEmpty || move.count == 2 else { throw ValidationError("--move takes two frame numbers: FROM TO.") }
    }

    func run() throws {
        let store = try options.openStore()
        if !(split + join + move).isEmpty { return try edit(store) }
        let codes = try store.wanted(episodes).map(\.code)
        let reports = try StageRun.run(options) { try FindShots.run(store, codes, context: $0) }
        if let first = reports.first, reports.allSatisfy({ $0.shots == 0 && $0.frames > 0 }) {
            throw ReviewError.invalid(first.problems.first ?? "\(first.episode): no image could be read.")
        }
        if options.json { return try Console.print(json: ["episodes": reports]) }
        ProblemList.show(reports.flatMap(\.problems), options)
        var table = Table(["episode", "frames", "shots", "scenes", "no image"], numbers: [1, 2, 3, 4])
        for report in reports {
            table.add([report.episode, "\(report.frames)", "\(report.shots)", "\(report.scenes)", "\(report.problems.count)"])
        }
        for line in table.lines { Console.print(line) }
    }

    private func edit(_ store: ReviewStore) throws {
        func frame(_ word: String) throws -> FrameID {
            let number = try Words.frame(word)
            guard episodes.isEmpty || episodes.contains(number.episode) else {
                throw ReviewError.invalid("\(number) is no frame of \(episodes.map(\.description).joined(separator: ", ")).")
            }
            guard let record = try store.frame(number) else { throw ReviewError.invalid("No imported sheet has the frame \(number).") }
            return record.id
        }
        var edits = try split.map { ShotEdit.split(try frame($0)) } + join.map { ShotEdit.join(try frame($0)) }
        if move.count == 2 { edits.append(.move(from: try frame(move[0]), to: try frame(move[1]))) }
        let outcome = try store.editShots(edits, reviewer: try reviewer.resolved())
        let results = try outcome.episodes.sorted { "\($0)" < "\($1)" }.map { Result(episode: "\($0)", shots: try store.shots($0).count) }
        if options.json { return try Console.print(json: Results(batch: outcome.batch, episodes: results)) }
        for result in results { options.message("\(result.episode) has \(counted(result.shots, "shot")).") }
    }

    private struct Results: Encodable {
        let batch: String
        let episodes: [Result]
    }

    private struct Result: Encodable {
        let episode: String
        let shots: Int
    }
}
