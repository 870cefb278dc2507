// Our side of bench-train: takes steps and inferences as it is told, so that engines can take turns.

import Foundation
import Model

/// `rarity-bench train BATCH THREADS SEED`: the earlier network. Lines on standard input: `step FILE` answers with
/// the loss and the seconds, `infer FILE` with the seconds, `memory` with the peak in MB. FILE: a label a byte,
/// then the pictures' bytes.
enum TrainBenchmark {
    static func run(_ words: [String]) throws {
        guard words.count == 3, let batch = Int(words[0]), let threads = Int(words[1]), let seed = UInt64(words[2]) else {
            throw BenchmarkError("usage: rarity-bench train BATCH THREADS SEED")
        }
        let trainer = NetworkTrainer(.keras, optimiser: NetworkKind.keras.optimiser, classWeights: [1, 2, 1.5, 3, 5], seed: seed)
        let size = NetworkKind.input.count
        print("ready")
        fflush(nil)
        while let line = readLine() {
            let parts = line.split(separator: " ")
            if parts.first == "memory" {
                print(peakMemory())
            } else if parts.count == 2, let data = FileManager.default.contents(atPath: String(parts[1])), data.count == batch * (size + 1) {
                let bytes = [UInt8](data)
                let pictures = (0..<batch).map { Array(bytes[batch + $0 * size..<batch + ($0 + 1) * size]) }
                let start = ContinuousClock.now
                var answer = ""
                if parts[0] == "step" {
                    let loss = try trainer.step(bytes.prefix(batch).map(Int.init), threads: threads) { pictures[$0] }
                    answer = "\(loss ?? .nan) "
                } else {
                    _ = trainer.probabilities(batch, threads: threads) { pictures[$0] }
                }
                print(answer + "\((ContinuousClock.now - start) / .seconds(1))")
            } else {
                throw BenchmarkError("not understood: \(line)")
            }
            fflush(nil)
        }
    }

    /// Peak of resident memory, MB.
    private static func peakMemory() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) / 1024
    }
}
