// Labels with probabilities in a CSV, whoever made them: what `evaluate` and `suspects` judge without a project.

import Frames

/// A file with the columns `label` and one a class, `p_Junk` … or `p0` …; `scene` and `label2` are read where they are.
public struct PredictionFile: Equatable, Sendable {
    public struct Row: Equatable, Sendable {
        /// From 0, without the header.
        public let row: Int
        /// Index of the class.
        public let label: Int
        /// What a second reviewer says.
        public let label2: Int?
        public let scene: String?
        /// One a class.
        public let probabilities: [Double]
    }

    /// In the order of the columns; the five rarity classes in the order of their price.
    public private(set) var classes: [String] = []
    public private(set) var rows: [Row] = []
    public private(set) var problems: [SheetProblem] = []
    /// Whether there are columns `scene` and `label2`.
    public private(set) var hasScenes = false, hasSecondLabels = false
    /// What it is called in problems.
    public let name: String

    /// - Parameter path: `-` is standard input.
    /// - Throws: `IngestError` where the file cannot be read or lacks a column.
    public static func read(path: String) throws(IngestError) -> PredictionFile {
        try PredictionFile(try FileBytes.read(path), path: path == "-" ? "standard input" : path)
    }

    init(_ bytes: [UInt8], path: String) throws(IngestError) {
        name = path.split(separator: "/").last.map(String.init) ?? path
        var csv = try CSVReader(bytes, path: path)
        let header = (try csv.next() ?? []).map(\.trimmed)
        let columns = try Columns(header, path: path)
        classes = columns.probabilities.map(\.name)
        (hasScenes, hasSecondLabels) = (columns.scene != nil, columns.label2 != nil)
        while let cells = try csv.next() {
            if cells.count == 1, cells[0].trimmed.isEmpty { continue }
            add(cells, columns, csv.row)
        }
    }

    /// Where everything stands in a row.
    private struct Columns {
        let label: Int
        var scene, label2: Int?
        var probabilities: [(name: String, column: Int)]

        init(_ header: [String], path: String) throws(IngestError) {
            let lower = header.map { $0.lowercased() }
            var named = header.enumerated().filter { $0.element.lowercased().hasPrefix("p_") }
                .map { (name: String($0.element.dropFirst(2)), column: $0.offset) }
            if named.isEmpty {
                let numbered = header.enumerated().compactMap { column, word -> (number: Int, column: Int)? in
                    guard word.first == "p", let number = Int(word.dropFirst()) else { return nil }
                    return (number, column)
                }
                named = numbered.sorted { $0.number < $1.number }.map { (name: "\($0.number)", column: $0.column) }
            }
            let known = named.compactMap { one in RarityClass(text: one.name).map { (rarity: $0, column: one.column) } }
            if known.count == named.count, Set(known.map(\.rarity)).count == known.count {
                named = known.sorted { $0.rarity < $1.rarity }.map { (name: $0.rarity.name, column: $0.column) }
            }
            guard let label = lower.firstIndex(of: "label"), named.count > 1 else {
                throw .malformed(path: path, place: "", reason: "needs the columns label and p_<class> for two classes or more; its first row holds "
                    + (header.isEmpty ? "nothing." : header.joined(separator: ", ").printable(limit: 160) + "."))
            }
            self.label = label
            probabilities = named
            scene = lower.firstIndex(of: "scene")
            label2 = lower.firstIndex(of: "label2")
        }
    }

    private mutating func add(_ cells: [String], _ columns: Columns, _ record: Int) {
        func cell(_ column: Int) -> String { column < cells.count ? cells[column] : "" }
        guard let label = classIndex(cell(columns.label)) else {
            return report(record, cell(columns.label), cell(columns.label).trimmed.isEmpty ? "no label; left out." : "unknown class; left out.")
        }
        var probabilities: [Double] = []
        for (_, column) in columns.probabilities {
            guard let value = Double(cell(column).trimmed), value.isFinite, value >= 0, value <= 1 + 1e-6 else {
                return report(record, cell(column), "no probability; left out.")
            }
            probabilities.append(value)
        }
        guard abs(probabilities.reduce(0, +) - 1) < 0.01 else {
            return report(record, "\(probabilities.reduce(0, +))", "the probabilities do not add up to 1; left out.")
        }
        rows.append(Row(row: record - 2, label: label, label2: columns.label2.flatMap { classIndex(cell($0)) },
                        scene: columns.scene.map { cell($0).trimmed }, probabilities: probabilities))
    }

    /// By name without regard to case, by an old name, or by its number from 0.
    private func classIndex(_ text: String) -> Int? {
        let word = text.trimmed.lowercased()
        if let index = classes.firstIndex(where: { $0.lowercased() == word }) { return index }
        if let rarity = RarityClass(text: word) { return classes.firstIndex(of: rarity.name) }
        guard let number = Int(word), classes.indices.contains(number) else { return nil }
        return number
    }

    private mutating func report(_ record: Int, _ found: String, _ action: String) {
        problems.append(SheetProblem(sheet: name, row: record, found: found, action: action))
    }
}
