// Where a frame lies in its episode: hours-minutes-seconds-frame of a film with 24 frames a second.

/// A 24 fps timecode, `00-01-43-12`.
public struct Timecode: Hashable, Comparable, Sendable {
    /// Frames a second of every episode.
    public static let rate = 24

    /// Frames since the start of the episode.
    public let index: Int

    public init(index: Int) { self.index = max(0, index) }

    /// Reads `HH-MM-SS-FF`, each field of two digits; minutes and seconds below 60, frames below 24.
    public init?(text: some StringProtocol) {
        let fields = text.split(separator: "-", omittingEmptySubsequences: false)
        guard fields.count == 4 else { return nil }
        let values = fields.compactMap(twoDigits)
        guard values.count == 4, values[1] < 60, values[2] < 60, values[3] < Self.rate else { return nil }
        index = ((values[0] * 60 + values[1]) * 60 + values[2]) * Self.rate + values[3]
    }

    /// `HH-MM-SS-FF`, as in a frame number.
    public var text: String { fields.map(padded).joined(separator: "-") }

    /// `HH:MM:SS.FF`, as a person reads it.
    public var clock: String {
        let f = fields.map(padded)
        return "\(f[0]):\(f[1]):\(f[2]).\(f[3])"
    }

    public static func < (a: Self, b: Self) -> Bool { a.index < b.index }

    private var fields: [Int] {
        let seconds = index / Self.rate
        return [seconds / 3600, seconds / 60 % 60, seconds % 60, index % Self.rate]
    }
}

/// Exactly two ASCII digits as a number.
func twoDigits(_ text: some StringProtocol) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count == 2, bytes.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(bytes[0] - 48) * 10 + Int(bytes[1] - 48)
}

/// At least two digits.
func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
