// `rarity restore`: a backup takes the place of review.db.

import ArgumentParser
import Frames
import Review

struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup in the place of the review database; what was there is kept beside it.")

    @Argument(help: ArgumentHelp("The backup.", valueName: "file"))
    var file: String

    @OptionGroup var options: CommonOptions

    func run() throws {
        let replaced = ReviewStore.exists(path: options.database)
        try ReviewStore.restore(from: file, to: options.database)
        let kept = replaced ? options.database + ".before-restore" : nil
        if options.json { return try Console.print(json: ["restored": options.database, "kept": kept]) }
        options.message("\(options.database.printable(limit: 200)) is as in \(file.printable(limit: 200))"
            + (kept.map { "; what was there lies in \($0.printable(limit: 200))." } ?? "."))
    }
}
