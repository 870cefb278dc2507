// `rarity undo`: takes back a reviewer's latest batches.

import ArgumentParser
import Frames
import Review

struct UndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Take back the reviewer's latest decision, with all its frames.")

    @Option(help: ArgumentHelp("How many decisions.", valueName: "n"))
    var count = 1

    @OptionGroup var reviewer: ReviewerOption
    @OptionGroup var options: CommonOptions

    func validate() throws {
        guard count >= 1 else { throw ValidationError("--count must be 1 or more.") }
    }

    func run() throws {
        let store = try options.openStore()
        let name = try reviewer.resolved()
        var undone: [Result] = []
        while undone.count < count, let outcome = try store.undo(reviewer: name) {
            undone.append(Result(batch: outcome.batch, frames: outcome.changed.count, summary: outcome.summary))
        }
        if options.json { return try Console.print(json: ["undone": undone]) }
        for result in undone { options.message("Taken back: \(result.summary).") }
        if undone.count < count { options.message("Nothing \(undone.isEmpty ? "" : "more ")of \(name.printable()) is left to take back.") }
    }

    private struct Result: Encodable {
        let batch: String
        let frames: Int
        let summary: String
    }
}
