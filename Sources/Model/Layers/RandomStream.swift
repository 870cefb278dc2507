// Random numbers that are drawn from a name (seed, step, layer, picture) instead of a state: a stopped training
// goes on with the same ones, and threads need no turn.

/// SplitMix64 from a starting point that some words name.
/// - Source: Steele, Lea, Flood, Fast Splittable Pseudorandom Number Generators, OOPSLA 2014.
struct RandomStream: RandomNumberGenerator {
    /// Where it is; the next draw mixes what follows it.
    private(set) var state: UInt64

    init(_ words: UInt64...) {
        state = 0
        for word in words { state = Self.mixed(state ^ word) &+ 0x9E37_79B9_7F4A_7C15 }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mixed(state)
    }

    /// Goes on as after so many draws.
    mutating func skip(_ draws: UInt64) { state &+= draws &* 0x9E37_79B9_7F4A_7C15 }

    /// From 0 to below 1, in steps of 2⁻²⁴.
    mutating func unit() -> Float { Float(next() >> 40) / Float(1 << 24) }

    @inline(__always)
    private static func mixed(_ word: UInt64) -> UInt64 {
        var z = word
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
