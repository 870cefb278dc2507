// bench-head, our half: fits heads on the same numbers as the peer, one command a line, so that head.py can run both
// by turns.

import Foundation
import Model

enum HeadBenchmark {
    private static let classes = 5

    /// `rarity-bench head FOLDER COLUMNS`: features.f32, labels.i8 and starts.i32 (first row of each shot) lie in the
    /// folder. Commands: `ridge` and `logistic` fit from nothing, `warm` from the last `logistic`, `live` a ridge that is
    /// kept up; answered by milliseconds (and loss and passes). `change ROW:CLASS …` changes labels and answers with the
    /// milliseconds of the kept-up ridge: sums, solve, probabilities of all frames. `nearest ROW`: milliseconds of the
    /// ten most similar rows. A line that names a file writes the newest logistic weights and constants there.
    static func run(_ arguments: [String]) throws {
        guard arguments.count == 2, let columns = Int(arguments[1]) else { throw BenchmarkError("head needs FOLDER COLUMNS") }
        let folder = arguments[0]
        let values = try numbers(folder + "/features.f32", as: Float.self)
        let labels = try numbers(folder + "/labels.i8", as: Int8.self).map(Int.init)
        let starts = try numbers(folder + "/starts.i32", as: Int32.self).map(Int.init)
        var shots = [Int](repeating: 0, count: labels.count)
        for (shot, start) in starts.enumerated() { for row in start..<(shot + 1 < starts.count ? starts[shot + 1] : labels.count) { shots[row] = shot } }
        let features = Matrix(rows: labels.count, columns: columns, values: values)
        var frames = LabelledFrames(features: features, labels: labels, shots: shots, scenes: shots, weights: [Float](repeating: 1, count: labels.count))
        var fit: LogisticFit?
        var live: LiveRidge?
        var units: UnitRows?
        answer("ready")
        while let line = readLine() {
            let words = line.split(separator: " ")
            switch words.first {
            case "ridge": answer(try timed { _ = try RidgeFit(frames, classes: classes) }.milliseconds)
            case "logistic", "warm":
                let start = words.first == "warm" ? fit?.start : nil
                let (made, time) = try timed { try LogisticFit(frames, classes: classes, start: start) }
                if words.first == "logistic" { fit = made }
                newest = made
                answer("\(time) \(made.loss) \(made.evaluations)")
            case "live":
                answer(try timed {
                    live = try LiveRidge(features: features, labels: frames.labels.map { .init(index: $0, weight: 1) }, starts: starts, classes: classes)
                }.milliseconds)
            case "change":
                let changes = words.dropFirst().compactMap { word -> (row: Int, label: LiveRidge.Label?)? in
                    let parts = word.split(separator: ":").compactMap { Int($0) }
                    return parts.count == 2 ? (parts[0], .init(index: parts[1], weight: 1)) : nil
                }
                for (row, label) in changes { if let label { frames.labels[row] = label.index } }
                answer(timed {
                    live?.set(changes)
                    if let live { _ = live.probabilities(live.head(temperature: 1)) }
                }.milliseconds)
            case "nearest":
                let kept = units ?? UnitRows(features)
                units = kept
                let row = words.dropFirst().first.flatMap { Int($0) } ?? 0
                answer(timed { _ = kept.nearest(to: row, count: 10) }.milliseconds)
            default:
                guard let newest else { return answer("no fit") }
                try (newest.weights.values + newest.bias).withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: line)) }
                answer("written")
            }
        }
    }

    nonisolated(unsafe) private static var newest: LogisticFit?

    private static func timed<Result>(_ work: () throws -> Result) rethrows -> (result: Result, milliseconds: Double) {
        let start = ContinuousClock.now
        let result = try work()
        return (result, (ContinuousClock.now - start) / .milliseconds(1))
    }

    private static func numbers<T>(_ path: String, as type: T.Type) throws -> [T] {
        guard let data = FileManager.default.contents(atPath: path) else { throw BenchmarkError("\(path): cannot be read") }
        return data.withUnsafeBytes { Array($0.bindMemory(to: T.self)) }
    }

    private static func answer(_ value: Any) { FileHandle.standardOutput.write(Data("\(value)\n".utf8)) }
}
