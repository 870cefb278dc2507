// JSON of other tools: read as a whole, written line by line.

import Foundation

public enum JSONText {
    /// - Throws: `IngestError.malformed` where it is no JSON.
    static func value(_ bytes: [UInt8], path: String) throws(IngestError) -> Any {
        do {
            return try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
        } catch {
            throw .malformed(path: path, place: "", reason: "is no JSON, or was cut. Export it again.")
        }
    }

    /// A text in quotes.
    public static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case _ where scalar.value < 0x20:
                let code = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - code.count) + code
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
