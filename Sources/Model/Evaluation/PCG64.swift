// The random generator of numpy, so that anyone can draw a bootstrap of ours again in three lines of Python.

/// PCG XSL-RR 128/64, seeded as `numpy.random.default_rng(seed)`.
/// - Source: O'Neill, PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms, 2014.
public struct PCG64: RandomNumberGenerator {
    private static let multiplier: UInt128 = 0x2360_ED05_1FC6_5DA4 << 64 | 0x4385_DF64_9FCC_F645

    private var state: UInt128 = 0
    private let increment: UInt128
    /// The upper half of a number whose lower half was handed out.
    private var rest: UInt32?

    public init(seed: UInt64) {
        let words = SeedSequence(seed).words
        increment = (UInt128(words[2]) << 64 | UInt128(words[3])) << 1 | 1
        step()
        state &+= UInt128(words[0]) << 64 | UInt128(words[1])
        step()
    }

    private mutating func step() { state = state &* Self.multiplier &+ increment }

    public mutating func next() -> UInt64 {
        step()
        let folded = UInt64(truncatingIfNeeded: state >> 64) ^ UInt64(truncatingIfNeeded: state)
        let turns = UInt64(truncatingIfNeeded: state >> 122)
        return folded >> turns | folded << ((64 - turns) & 63)
    }

    private mutating func next32() -> UInt32 {
        if let half = rest {
            rest = nil
            return half
        }
        let number = next()
        rest = UInt32(truncatingIfNeeded: number >> 32)
        return UInt32(truncatingIfNeeded: number)
    }

    /// A number from 0 to `count` - 1, each as likely, as `Generator.integers(0, count)`.
    /// - Precondition: `count` lies between 1 and 2³² - 1.
    /// - Source: Lemire, Fast Random Integer Generation in an Interval, 2019.
    public mutating func below(_ count: Int) -> Int {
        precondition(count > 0 && count < 1 << 32)
        if count == 1 { return 0 }
        let range = UInt32(count)
        var product = UInt64(next32()) * UInt64(range)
        if UInt32(truncatingIfNeeded: product) < range {
            let threshold = (UInt32.max - (range - 1)) % range
            while UInt32(truncatingIfNeeded: product) < threshold { product = UInt64(next32()) * UInt64(range) }
        }
        return Int(product >> 32)
    }
}

/// numpy's `SeedSequence` of one number: a small seed becomes four well mixed words.
private struct SeedSequence {
    let words: [UInt64]

    init(_ seed: UInt64) {
        let given = [UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32), 0, 0]
        var constant: UInt32 = 0x43B0_D7E5
        func hashed(_ value: UInt32) -> UInt32 {
            var value = value ^ constant
            constant = constant &* 0x931E_8875
            value = value &* constant
            return value ^ value >> 16
        }
        var pool = given.map(hashed)
        for source in 0..<4 {
            for target in 0..<4 where target != source {
                let mixed = pool[target] &* 0xCA01_F9DD &- hashed(pool[source]) &* 0x4973_F715
                pool[target] = mixed ^ mixed >> 16
            }
        }
        var out: UInt32 = 0x8B51_F9DD
        let halves = (0..<8).map { index -> UInt64 in
            var value = pool[index % 4] ^ out
            out = out &* 0x58F3_8DED
            value = value &* out
            return UInt64(value ^ value >> 16)
        }
        words = (0..<4).map { halves[2 * $0] | halves[2 * $0 + 1] << 32 }
    }
}
