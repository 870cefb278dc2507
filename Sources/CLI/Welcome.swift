// The first run: no database yet. A plain question on the terminal, before the app takes it over.

import Foundation
import Frames

enum Welcome {
    /// Offers the demo, or an episodes file to import.
    /// - Returns: whether there is something to review now.
    /// - Throws: `NoDatabase` where nobody can answer.
    static func offer(_ common: CommonOptions) throws -> Bool {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw NoDatabase(path: common.database) }
        Console.print("""
            There is no \(common.database.printable(limit: 200)) yet.

              Enter   draw the demo, a cartoon of three episodes, and review that (a few seconds)
              PATH    an episodes file: import your own, with the sheets and images beside it
              q       leave
            """)
        while true {
            Console.write("> ")
            guard let line = readLine()?.trimmed, line != "q" else { return false }
            do {
                var command = try line.isEmpty
                    ? Rarity.parseAsRoot(["demo", "--db", common.database])
                    : Rarity.parseAsRoot(["import", line, "--db", common.database])
                try command.run()
                return true
            } catch {
                Console.error("rarity: \(error)")
            }
        }
    }
}

/// No database, and nobody to ask.
struct NoDatabase: Error, CustomStringConvertible {
    let path: String
    var description: String {
        "\(path.printable(limit: 200)): no such database. `rarity demo` draws one to try, `rarity import EPISODES.json` makes your own."
    }
}
