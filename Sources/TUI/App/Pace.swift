// How fast the reviewer goes: decisions of this sitting and decisions a minute.

/// Counts decisions; the rate looks at the last two minutes.
public struct Pace: Equatable, Sendable {
    public private(set) var decided = 0
    /// Milliseconds of a steady clock, set by the runtime before every batch of inputs.
    public var now = 0
    /// UTC, milliseconds, when the clock was at 0.
    public var today: Int64 = 0
    private var recent: [Int] = []

    static let window = 120_000

    mutating func count(_ frames: Int) {
        decided += frames
        recent.append(now)
        recent.removeAll { $0 < now - Self.window }
    }

    /// After an undo or a redo, which say nothing of the speed.
    mutating func correct(by frames: Int) { decided = max(0, decided + frames) }

    /// Decisions (key presses, not frames) a minute; `nil` until there are five.
    public var perMinute: Int? {
        let counted = recent.filter { $0 >= now - Self.window }
        guard counted.count >= 5, let first = counted.first, now > first else { return nil }
        return counted.count * 60_000 / max(now - first, 1_000)
    }
}
