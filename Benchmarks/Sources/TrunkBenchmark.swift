// bench-trunk, our half: pictures through the trunk, as often as the driver asks.

import Foundation
import Frames
import Model

enum TrunkBenchmark {
    /// Answers lines on stdin, `SIZE PRECISION THREADS COUNT`, with the seconds that COUNT pictures took: of one thread
    /// its CPU time, of more the time on the clock.
    static func run(_ arguments: [String]) throws {
        var trunks: [TrunkName: Trunk] = [:]
        while let line = readLine() {
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 4, let input = TrunkInput(rawValue: words[0]), let precision = TrunkPrecision(rawValue: words[1]),
                  let threads = Int(words[2]), let count = Int(words[3]), threads > 0, count > 0 else {
                throw BenchmarkError("\(line): not SIZE PRECISION THREADS COUNT")
            }
            let name = TrunkName(input: input, precision: precision)
            let trunk = try trunks[name] ?? Trunk(name)
            trunks[name] = trunk
            let seconds = seconds(trunk, threads: threads, count: count)
            FileHandle.standardOutput.write(Data(String(format: "%.6f\n", seconds).utf8))
        }
    }

    private static func seconds(_ trunk: Trunk, threads: Int, count: Int) -> Double {
        let pictures = (0..<8).map { noise(trunk.name.input.byteCount, seed: UInt64($0)) }
        let start = ContinuousClock.now
        let cpu = Times()
        Workers(threads, name: "bench") { thread in
            let workspace = trunk.makeWorkspace()
            var out = [Float](repeating: 0, count: Trunk.embeddingSize)
            trunk.embed(pictures[0], into: &out, workspace)
            let began = threadSeconds()
            for index in Swift.stride(from: thread, to: count, by: threads) { trunk.embed(pictures[index % 8], into: &out, workspace) }
            cpu.add(threadSeconds() - began)
        }.wait()
        return threads == 1 ? cpu.sum : (ContinuousClock.now - start) / .seconds(1)
    }

    private static func threadSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// Smooth noise: the kernels take the same time for any picture.
    private static func noise(_ count: Int, seed: UInt64) -> [UInt8] {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1, level = 128.0
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            level += (Double(state >> 40) / Double(1 << 24) - 0.5) * 20 - (level - 128) * 0.02
            return UInt8(min(255, max(0, level)))
        }
    }
}

/// Times of several threads.
private final class Times: @unchecked Sendable {
    private let lock = NSLock()
    private var total = 0.0
    func add(_ seconds: Double) { lock.withLock { total += seconds } }
    var sum: Double { lock.withLock { total } }
}
