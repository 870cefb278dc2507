// A moment as people type it: `2026-11-24`, `2026-11-24T08:00`, `today`, `yesterday`, `2h`, `30m`, `3d`. Days are UTC, as in the log.

import Foundation
import Frames

/// Reads and writes moments.
public enum Moment {
    private static let units: [Character: Int64] = ["m": 60_000, "h": 3_600_000, "d": 86_400_000]
    private static let day: Int64 = 86_400_000

    /// UTC, milliseconds; `nil` for any other form.
    /// - Parameter now: what `today` and `2h` are counted from; UTC, milliseconds.
    public static func milliseconds(_ text: String, now: Int64) -> Int64? {
        let text = text.trimmed.lowercased()
        if text == "today" { return now - now % day }
        if text == "yesterday" { return now - now % day - day }
        if let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()), (0...100_000).contains(count) {
            return max(0, now - count * unit)
        }
        return date(text)
    }

    /// A day, a minute or a second.
    private static func date(_ text: String) -> Int64? {
        let fields = text.uppercased().split(whereSeparator: { "-T: Z".contains($0) }).map { Int($0) }
        guard (3...6).contains(fields.count), fields.count != 4, !fields.contains(nil) else { return nil }
        let numbers = fields.compactMap { $0 } + [Int](repeating: 0, count: 6 - fields.count)
        guard (1970...9999).contains(numbers[0]), (1...12).contains(numbers[1]), (1...31).contains(numbers[2]),
              (0..<24).contains(numbers[3]), (0..<60).contains(numbers[4]), (0..<60).contains(numbers[5]) else { return nil }
        var parts = tm()
        (parts.tm_year, parts.tm_mon, parts.tm_mday) = (Int32(numbers[0] - 1900), Int32(numbers[1] - 1), Int32(numbers[2]))
        (parts.tm_hour, parts.tm_min, parts.tm_sec) = (Int32(numbers[3]), Int32(numbers[4]), Int32(numbers[5]))
        return Int64(timegm(&parts)) * 1000
    }

    /// `2026-11-24 20:56:24`, UTC.
    public static func text(_ milliseconds: Int64) -> String {
        var seconds = time_t(milliseconds / 1000), parts = tm()
        gmtime_r(&seconds, &parts)
        func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday)) \(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
    }
}
