// bench-live, our half: holds a live ridge and answers one decision a line with its time, so that live.py can
// run ours and the peer by turns on the same numbers.

import Foundation
import Model

enum LiveBenchmark {
    private static let classes = 5

    /// `rarity-bench live FOLDER COLUMNS`: features.f32, labels.i8 (-1: none) and starts.i32 (first row of each shot)
    /// lie in the folder. A line `ROW:CLASS …` (-1 takes a label away) is a decision, answered by its milliseconds;
    /// a line that names a file writes the probabilities of all rows there.
    static func run(_ arguments: [String]) throws {
        guard arguments.count == 2, let columns = Int(arguments[1]) else { throw BenchmarkError("live needs FOLDER COLUMNS") }
        let folder = arguments[0]
        let features = try numbers(folder + "/features.f32", as: Float.self)
        let labels = try numbers(folder + "/labels.i8", as: Int8.self).map(label)
        let starts = try numbers(folder + "/starts.i32", as: Int32.self).map(Int.init)
        let start = ContinuousClock.now
        var ridge = try LiveRidge(features: Matrix(rows: labels.count, columns: columns, values: features), labels: labels,
                                  starts: starts, classes: classes)
        answer("ready \((ContinuousClock.now - start) / .milliseconds(1))")
        var probabilities: [Float] = []
        while let line = readLine() {
            guard line.contains(":") else {
                try probabilities.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: line)) }
                answer("written")
                continue
            }
            let changes = line.split(separator: " ").compactMap { word -> (row: Int, label: LiveRidge.Label?)? in
                let parts = word.split(separator: ":")
                guard parts.count == 2, let row = Int(parts[0]), let index = Int8(parts[1]) else { return nil }
                return (row, label(index))
            }
            let start = ContinuousClock.now
            ridge.set(changes)
            let shots = ridge.probabilities(ridge.head(temperature: 1))
            probabilities = spread(shots, ridge.shots)
            answer("\((ContinuousClock.now - start) / .milliseconds(1))")
        }
    }

    /// One row of probabilities a frame, as a peer would give them; the app looks them up by shot.
    private static func spread(_ shots: Matrix, _ ranges: [Range<Int>]) -> [Float] {
        let rows = ranges.last?.upperBound ?? 0
        return [Float](unsafeUninitializedCapacity: rows * classes) { out, count in
            for (shot, range) in ranges.enumerated() {
                for row in range { for c in 0..<classes { out[row * classes + c] = shots[shot, c] } }
            }
            count = rows * classes
        }
    }

    private static func label(_ index: Int8) -> LiveRidge.Label? {
        index < 0 ? nil : LiveRidge.Label(index: Int(index), weight: 1)
    }

    private static func numbers<T>(_ path: String, as type: T.Type) throws -> [T] {
        guard let data = FileManager.default.contents(atPath: path) else { throw BenchmarkError("\(path): cannot be read") }
        return data.withUnsafeBytes { Array($0.bindMemory(to: T.self)) }
    }

    private static func answer(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
}
