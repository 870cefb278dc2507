// Text from outside (sheets, file names, arguments) is untrusted: it is trimmed here before it is
// compared, and made printable before it reaches a terminal, a log or an error.

extension StringProtocol {
    /// Without white space and byte order marks at both ends.
    public var trimmed: String {
        // Most cells are plain and have nothing to trim. Beyond ASCII a blank may begin with any byte.
        let isPlain = utf8.withContiguousStorageIfAvailable { bytes in
            guard let first = bytes.first, let last = bytes.last else { return true }
            return (33...126).contains(first) && (33...126).contains(last)
        }
        if isPlain == true { return String(self) }
        let blank: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace || $0 == "\u{FEFF}" || $0 == "\u{200B}" }
        let scalars = Array(unicodeScalars)
        guard let first = scalars.firstIndex(where: { !blank($0) }),
              let last = scalars.lastIndex(where: { !blank($0) }) else { return "" }
        return String(String.UnicodeScalarView(scalars[first...last]))
    }

    /// Safe to print: control, format, surrogate and private characters become `\u{…}`, and what is
    /// longer than `limit` characters is cut with an ellipsis.
    public func printable(limit: Int = 80) -> String {
        var out = ""
        var length = 0
        for scalar in unicodeScalars {
            if length >= limit { return out + "…" }
            if scalar.isPrintable {
                out.unicodeScalars.append(scalar)
                length += 1
            } else {
                let code = "\\u{" + String(scalar.value, radix: 16) + "}"
                out += code
                length += code.count
            }
        }
        return out
    }
}

extension Unicode.Scalar {
    /// Whether a terminal draws this character and does nothing else with it.
    fileprivate var isPrintable: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
