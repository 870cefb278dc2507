// The figures of a model, three validations side by side: the random one alone would flatter.

import Frames
import Model
import Review

enum FiguresTable {
    static func lines(_ figures: ModelFigures) -> [String] {
        let validation = figures.validation
        var table = Table(["held out", "", "right", "macro-F1", "ECE"] + figures.classes, numbers: Set(1..<5 + figures.classes.count))
        for (name, one) in [("scenes", validation.scenes), ("shots", validation.shots), ("random frames", validation.random)] {
            guard let one else {
                table.add([name, "too few"] + [String](repeating: "-", count: 3 + figures.classes.count))
                continue
            }
            table.add([name, "\(one.groups)", share(one.right), share(one.macroF1), share(one.ece)]
                + one.recall.map { $0.map(share) ?? "-" })
        }
        table.add(["labels", "\(figures.labels.reduce(0, +))", "", "", ""] + figures.labels.map { "\($0)" })
        return table.lines
    }

    /// `subjects  14 learned, average precision .512 with scenes held out, .671 with shots`; `nil` where none were.
    static func subjects(_ figures: ModelFigures) -> String? {
        guard let subjects = figures.subjects, !subjects.isEmpty else { return nil }
        func mean(_ values: [Double]) -> String { values.isEmpty ? "-" : share(values.reduce(0, +) / Double(values.count)) }
        return "subjects: \(subjects.count) learned, mean average precision \(mean(subjects.compactMap(\.apScenes))) with scenes held out, "
            + "\(mean(subjects.compactMap(\.apShots))) with shots; rarity subjects lists them."
    }

    /// `.875`, `1.000`, as the columns of a table of shares are read best.
    static func share(_ value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        let digits = String("\(1000 + thousandths % 1000)".dropFirst())
        return thousandths >= 1000 ? "\(thousandths / 1000).\(digits)" : ".\(digits)"
    }
}
