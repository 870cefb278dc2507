// `Tue, 24 Nov 2026 23:28:39 GMT`: the one form of a date that servers send.

/// Seconds since 1970 from and to the dates of headers and signatures.
enum HTTPDate {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// `nil` for another form.
    static func seconds(_ text: String) -> Double? {
        let words = text.split(separator: " ")
        guard words.count == 6, let day = Int(words[1]), let month = months.firstIndex(of: String(words[2])), let year = Int(words[3]),
              (1...31).contains(day), (1900...9999).contains(year) else { return nil }
        let clock = words[4].split(separator: ":").compactMap { Int($0) }
        guard clock.count == 3, clock.allSatisfy({ (0...60).contains($0) }) else { return nil }
        return Double(days(year, month + 1, day) * 86_400 + clock[0] * 3_600 + clock[1] * 60 + clock[2])
    }

    /// Days since 1970.
    static func day(_ seconds: Double) -> Int { Int((seconds.rounded(.down) / 86_400).rounded(.down)) }

    /// `20130524T000000Z`
    static func compact(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.down)), day = day(seconds), time = whole - day * 86_400
        let (year, month, date) = civil(day)
        // Made twice for every request that is signed.
        return String(unsafeUninitializedCapacity: 16) { out in
            var at = 0
            func put(_ byte: UInt8) { out[at] = byte; at += 1 }
            func put(_ number: Int) { put(48 + UInt8(number / 10 % 10)); put(48 + UInt8(number % 10)) }
            put(year / 100); put(year); put(month); put(date)
            put(UInt8(ascii: "T"))
            put(time / 3_600); put(time / 60 % 60); put(time % 60)
            put(UInt8(ascii: "Z"))
            return at
        }
    }

    /// Days since 1970 of a date of the Gregorian calendar.
    /// - Source: H. Hinnant, "chrono-compatible low-level date algorithms".
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year, era = y / 400, yearOfEra = y - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(_ days: Int) -> (Int, Int, Int) {
        let z = days + 719_468, era = z / 146_097, dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100), shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }
}
