// Curses colours cells by numbered pairs. Numbers rise until a cap; then all are given up at once, since
// defining a live pair anew makes curses search the whole screen for it.

/// The numbers of the colour pairs in use. Pair 0 is the terminal's own colours.
struct PairTable {
    /// A pair's number, and whether it has yet to be defined.
    struct Entry: Equatable {
        var number: Int32
        var isNew: Bool
    }

    /// The highest number that may be given.
    let cap: Int32
    private var numbers: [UInt64: Int32] = [:]

    init(cap: Int32) {
        self.cap = max(0, cap)
    }

    var count: Int { numbers.count }

    /// The number of a pair, a new one where it has none; `nil` when all are taken.
    /// - Parameters: colours as curses counts them, -1 for the terminal's own.
    mutating func entry(foreground: Int32, background: Int32) -> Entry? {
        if foreground == -1 && background == -1 { return Entry(number: 0, isNew: false) }
        let key = UInt64(UInt32(bitPattern: foreground)) << 32 | UInt64(UInt32(bitPattern: background))
        if let number = numbers[key] { return Entry(number: number, isNew: false) }
        guard numbers.count < Int(cap) else { return nil }
        let number = Int32(numbers.count + 1)
        numbers[key] = number
        return Entry(number: number, isNew: true)
    }

    mutating func removeAll() {
        numbers.removeAll(keepingCapacity: true)
    }
}
