// `rarity backup`: a whole copy of review.db, also while others write.

import ArgumentParser
import Frames
import Review

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the review database to another file.")

    @Argument(help: ArgumentHelp("The copy; an earlier backup there is replaced.", valueName: "file"))
    var file: String

    @OptionGroup var options: CommonOptions

    func run() throws {
        try options.openStore().backup(to: file)
        if options.json { return try Console.print(json: ["backup": file]) }
        options.message("\(options.database.printable(limit: 200)) is copied to \(file.printable(limit: 200)).")
    }
}
