// The demo's own random numbers: the same on every machine, in every version of Swift.

/// Sebastiano Vigna's SplitMix64.
struct SplitMix64: Sendable {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    /// A stream of its own for each thing that is numbered.
    init(_ seed: UInt64, _ streams: Int...) {
        state = seed
        for stream in streams {
            state = next() ^ (UInt64(bitPattern: Int64(stream)) &* 0xD6E8_FEB8_6659_FD93)
        }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

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
