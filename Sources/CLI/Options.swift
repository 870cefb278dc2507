// The options that every command takes, before or after its name.

import ArgumentParser

struct CommonOptions: ParsableArguments {
    @Option(name: .customLong("db"), help: ArgumentHelp("The review database.", valueName: "file"))
    var database = "review.db"

    @Flag(help: "Print a machine-readable result on standard output.")
    var json = false

    @Flag(help: "No progress and no messages.")
    var quiet = false
}
