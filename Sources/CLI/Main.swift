// Entry point. Errors become one line and an exit code here and nowhere else: 1 failed, 64 usage.

import ArgumentParser
import Foundation
import Model

@main
enum Main {
    static func main() {
        BLAS.useOneThread()
        let arguments = commonOptionsLast(Array(CommandLine.arguments.dropFirst()))
        do {
            var command = try Rarity.parseAsRoot(arguments)
            try command.run()
        } catch let error where error is ExitCode || Rarity.exitCode(for: error) != .failure {
            Rarity.exit(withError: error)
        } catch {
            Console.error("rarity: \(error)")
            exit(1)
        }
    }

    /// `--db FILE`, `--json` and `--quiet` may stand before the command; the parser wants them after it.
    static func commonOptionsLast(_ arguments: [String]) -> [String] {
        var moved: [String] = []
        var rest = arguments[...]
        while let word = rest.first {
            switch word {
            case "--json", "--quiet": moved.append(rest.removeFirst())
            case "--db" where rest.count > 1: moved += [rest.removeFirst(), rest.removeFirst()]
            case _ where word.hasPrefix("--db="): moved.append(rest.removeFirst())
            default: return rest + moved
            }
        }
        return moved
    }
}
