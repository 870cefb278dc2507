// `rarity label`: a decision without the app.

import ArgumentParser
import Frames
import Review

struct LabelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "label", abstract: "Give frames a class.", usage: "rarity label FRAME… CLASS [--as NAME] [--shot]")

    @Argument(help: ArgumentHelp("Frame numbers, and last the class.", valueName: "frame… class"))
    var words: [String]

    @Flag(help: "The whole shot of each frame.")
    var shot = false

    @OptionGroup var reviewer: ReviewerOption
    @OptionGroup var options: CommonOptions

    func validate() throws {
        guard words.count >= 2 else { throw ValidationError("Give one frame number or more, and last the class.") }
        _ = try Words.rarity(words[words.count - 1])
    }

    func run() throws {
        let rarity = try Words.rarity(words[words.count - 1])
        let numbers = try words.dropLast().map(Words.frame)
        let store = try options.openStore()
        let records = try numbers.map { number in
            guard let record = try store.frame(number) else {
                throw ReviewError.invalid("No imported sheet has the frame \(number).")
            }
            return record
        }
        let found = shot ? try StageRun.run(options) { context in try records.map { try ShotItems(of: $0, store, context: context) } } : []
        let leftOut = found.flatMap(\.leftOut)
        // The frames that were named stand last: they were looked at, even where they lie in the shot of another one.
        let items = found.flatMap { $0.items.filter(\.propagated) } + records.map { Decision.Item(frame: $0.id) }
        let outcome = try store.decide(Decision(.label(rarity), items: items, reviewer: try reviewer.resolved()))
        if options.json {
            return try Console.print(json: Result(batch: outcome.batch, frames: outcome.changed.count, overruled: outcome.overruled,
                                                  left_out: leftOut.map(\.description)))
        }
        options.message("\(rarity) on \(counted(outcome.changed.count, "frame")).")
        if !leftOut.isEmpty {
            options.message("Left out, as perhaps of the next shot: \(leftOut.map(\.description).joined(separator: ", ")).")
        }
        if outcome.overruled > 0 { options.message(Self.overruled(outcome.overruled)) }
    }

    static func overruled(_ frames: Int) -> String {
        "\(counted(frames, "frame")) \(frames == 1 ? "was" : "were") decided by an expert: this is kept as an opinion, nothing in effect changes."
    }

    private struct Result: Encodable {
        let batch: String
        let frames, overruled: Int
        let left_out: [String]
    }
}
