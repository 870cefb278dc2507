// The demo's own random numbers: the same on every machine, in every version of Swift.

import Frames

/// SplitMix64, with what a script draws from it.
struct SplitMix64: Sendable {
    private var generator: SeededGenerator

    init(_ seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// A stream of its own for each thing that is numbered.
    init(_ seed: UInt64, _ streams: Int...) {
        self.init(seed)
        for stream in streams {
            generator = SeededGenerator(seed: next() ^ (UInt64(bitPattern: Int64(stream)) &* 0xD6E8_FEB8_6659_FD93))
        }
    }

    mutating func next() -> UInt64 { generator.next() }

    /// From 0 up to, not with, 1.
    mutating func unit() -> Float { Float(next() >> 40) / Float(1 << 24) }

    mutating func between(_ low: Float, _ high: Float) -> Float { low + (high - low) * unit() }

    /// From 0 up to, not with, `count`; 0 where `count` is 0.
    mutating func below(_ count: Int) -> Int { count > 0 ? Int(next() % UInt64(count)) : 0 }

    mutating func chance(_ probability: Float) -> Bool { unit() < probability }

    mutating func sign() -> Float { chance(0.5) ? 1 : -1 }

    /// - Precondition: `choices` is not empty.
    mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }

    mutating func shuffled<T>(_ items: [T]) -> [T] {
        var result = items
        for i in stride(from: items.count - 1, to: 0, by: -1) { result.swapAt(i, below(i + 1)) }
        return result
    }
}
