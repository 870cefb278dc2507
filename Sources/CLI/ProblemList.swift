// Problems by row on standard error: the first ones, and how many more there are.

import Ingest

enum ProblemList {
    static let mostLines = 20

    static func show(_ problems: [some CustomStringConvertible], _ options: CommonOptions) {
        for problem in problems.prefix(mostLines) { options.message("\(problem)") }
        if problems.count > mostLines {
            options.message("… and \(problems.count - mostLines) more; --json lists all.")
        }
    }
}
