// bench-jpeg, our half: files to pictures of the network's size, as often as the driver asks.

import Foundation
import Frames

enum JPEGBenchmark {
    /// `rarity-bench jpeg FILE…` answers lines on stdin, `full|enough WIDTH HEIGHT [OUT]`, with the CPU seconds that all
    /// files took; their pixels are written one after the other to OUT.
    static func run(_ arguments: [String]) throws {
        let files = try arguments.map { ($0, Array(try Data(contentsOf: URL(fileURLWithPath: $0)))) }
        let reader = try JPEGReader()
        while let line = readLine() {
            let words = line.split(separator: " ").map(String.init)
            guard words.count >= 3, let width = Int(words[1]), let height = Int(words[2]), words[0] == "full" || words[0] == "enough" else {
                throw BenchmarkError("\(line): not full|enough WIDTH HEIGHT [OUT]")
            }
            let decode = { (path: String, bytes: [UInt8]) in
                try reader.decode(bytes, place: path, width: width, height: height, words[0] == "full" ? .full : .enough)
            }
            if words.count > 3 { try Data(files.flatMap { try decode($0.0, $0.1).pixels }).write(to: URL(fileURLWithPath: words[3])) }
            let start = cpuSeconds()
            // Thrown away one by one, as the peers' are.
            for (path, bytes) in files { _ = try decode(path, bytes) }
            let seconds = cpuSeconds() - start
            FileHandle.standardOutput.write(Data(String(format: "%.6f\n", seconds).utf8))
        }
    }

    private static func cpuSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
