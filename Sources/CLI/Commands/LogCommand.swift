// `rarity log`: who decided what, newest first.

import ArgumentParser
import Frames
import Review

struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Show the decisions, newest first.")

    @Option(help: ArgumentHelp("How many; 0 is all.", valueName: "n"))
    var count: Int?

    @OptionGroup var options: CommonOptions

    func validate() throws {
        if let count, count < 0 { throw ValidationError("--count must be 0 or more.") }
    }

    func run() throws {
        let limit = count.map { $0 == 0 ? Int.max : $0 } ?? (options.json ? Int.max : 20)
        let events = try options.openStore().log(limit: limit)
        if options.json { return try Console.print(json: events) }
        var table = Table(["time (UTC)", "reviewer", "decision", "frame", ""], numbers: [])
        for event in events {
            table.add([Moment.text(event.time), event.reviewer.printable(limit: 20), Self.decision(event), event.frame ?? "", Self.remark(event)])
        }
        for line in table.lines { Console.print(line) }
    }

    private static func decision(_ event: LoggedEvent) -> String {
        switch event.kind {
        case .label, .accept: "\(event.kind.rawValue) \(event.rarity?.name ?? "")"
        case .note: "note \"\((event.note ?? "").printable(limit: 30))\""
        case .unsure, .flag, .unflag, .undo, .redo, .shotSplit, .shotJoin: event.kind.rawValue
        }
    }

    private static func remark(_ event: LoggedEvent) -> String {
        var words: [String] = []
        if event.propagated { words.append("for its shot") }
        if let label = event.shownLabel { words.append("was \(label)") }
        if event.undone { words.append("taken back") }
        return words.joined(separator: ", ")
    }
}
