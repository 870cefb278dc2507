// The level of parallelism, on made-up servers whose best is known.

import Testing
@testable import Ingest

@Suite struct ParallelLevelTests {
    /// Lets a server answer at a rate that depends on the level; returns the level in the middle of the last half.
    private func settled(from start: Int = 8, seconds: Double = 60, _ rate: (Int) -> Double) -> (median: Int, most: Int) {
        var level = ParallelLevel(from: start), time = 0.0, seen: [Int] = []
        while time < seconds {
            time += 1 / rate(level.limit)
            level.finished(at: time)
            if time > seconds / 2 { seen.append(level.limit) }
        }
        seen.sort()
        return (seen[seen.count / 2], seen.last ?? 0)
    }

    @Test("it grows while that makes it faster")
    func grows() {
        #expect(settled { Double($0) * 25 }.median > 150)       // a far server: 40 ms for each answer
        #expect(settled { min(2_000, Double($0) * 25) }.median >= 64)
    }

    @Test("it stays low where a server is busy with eight already")
    func stays() {
        #expect(settled { 2_000 - 4 * Double(max(0, $0 - 8)) }.median <= 12)
        #expect(settled { _ in 1_000 }.median <= 12)
    }

    @Test("it is never above 256, and one stays one")
    func bounded() {
        #expect(settled { Double($0) * 100 }.most == 256)
        var single = ParallelLevel.single
        for i in 0..<10_000 { single.finished(at: Double(i) * 0.01) }
        #expect(single.limit == 1)
    }

    @Test("it halves when the server asks to slow down, once for all that were under way")
    func halves() {
        var level = ParallelLevel(from: 64)
        for i in 0..<64 { level.slowDown(at: 1 + Double(i) * 0.001) }
        #expect(level.limit == 32)
        level.slowDown(at: 2)
        #expect(level.limit == 16)
        for i in 0..<100 { level.slowDown(at: 10 + Double(i)) }
        #expect(level.limit == 1)
    }

    @Test("waits double and never all end at the same time")
    func delays() {
        let limits = HTTPLimits()
        #expect(limits.delay(before: 2, random: 0) == 0.05 && limits.delay(before: 2, random: 1) == 0.1)
        #expect(limits.delay(before: 5, random: 1) == 0.8)
        #expect(limits.delay(before: 40, random: 1) == limits.longestDelay)
    }
}
