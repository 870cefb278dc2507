// Percent encoding as signatures want it: every byte but letters, digits and `-._~`, once, in upper case.

enum URIEncoding {
    /// - Parameter keepingSlashes: in a path, a slash separates; in a query it is a byte like others.
    static func encode(_ text: String, keepingSlashes: Bool = false) -> String {
        var text = text
        return text.withUTF8 { bytes in
            guard let first = bytes.firstIndex(where: { !isPlain($0) && !(keepingSlashes && $0 == slash) }) else {
                return String(decoding: bytes, as: UTF8.self)
            }
            return String(unsafeUninitializedCapacity: bytes.count * 3) { out in
                var count = 0
                for (i, byte) in bytes.enumerated() {
                    if i < first || isPlain(byte) || keepingSlashes && byte == slash {
                        out[count] = byte
                        count += 1
                    } else {
                        out[count] = UInt8(ascii: "%")
                        out[count + 1] = digit(byte >> 4)
                        out[count + 2] = digit(byte & 15)
                        count += 3
                    }
                }
                return count
            }
        }
    }

    /// - Parameter plusIsBlank: as in a query, not in a path.
    /// - Returns: `nil` for a `%` without two digits behind it.
    static func decode(_ text: String, plusIsBlank: Bool = false) -> String? {
        var out: [UInt8] = []
        var bytes = Array(text.utf8)[...]
        out.reserveCapacity(bytes.count)
        while let byte = bytes.popFirst() {
            if byte == UInt8(ascii: "%") {
                guard let high = bytes.popFirst().flatMap(value), let low = bytes.popFirst().flatMap(value) else { return nil }
                out.append(high << 4 | low)
            } else {
                out.append(plusIsBlank && byte == UInt8(ascii: "+") ? 32 : byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static let slash = UInt8(ascii: "/")

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
             UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: false
        }
    }

    private static func digit(_ nibble: UInt8) -> UInt8 { nibble < 10 ? 48 + nibble : 55 + nibble }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 48...57: digit - 48
        case 65...70: digit - 55
        case 97...102: digit - 87
        default: nil
        }
    }
}
