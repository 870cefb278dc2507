// One line of JSON lines. Nearly all are flat objects of plain texts, and a million of them should not cost ten seconds.

import Foundation

enum JSONLine {
    /// The texts of an object by name; other values are left out. `nil` where the line is no object.
    static func texts(_ line: ArraySlice<UInt8>) -> [String: String]? {
        if let plain = plain(line) { return plain }
        guard let object = (try? JSONSerialization.jsonObject(with: Data(line))) as? [String: Any] else { return nil }
        return object.compactMapValues { $0 as? String }
    }

    /// `{"a": "b", "c": "d"}` without escapes; `nil` for anything else.
    private static func plain(_ line: ArraySlice<UInt8>) -> [String: String]? {
        var at = line.startIndex, texts: [String: String] = [:]
        func blanks() { while at < line.endIndex, line[at] == 32 || line[at] == 9 || line[at] == 13 { at += 1 } }
        func take(_ byte: Unicode.Scalar) -> Bool {
            blanks()
            guard at < line.endIndex, line[at] == UInt8(ascii: byte) else { return false }
            at += 1
            return true
        }
        func text() -> String? {
            guard take("\"") else { return nil }
            let start = at
            while at < line.endIndex, line[at] != UInt8(ascii: "\"") {
                if line[at] == UInt8(ascii: "\\") || line[at] < 32 { return nil }
                at += 1
            }
            guard at < line.endIndex else { return nil }
            at += 1
            return String(validating: line[start..<at - 1], as: UTF8.self)
        }
        guard take("{") else { return nil }
        repeat {
            guard let name = text(), take(":"), let value = text() else { return nil }
            texts[name] = value
        } while take(",")
        guard take("}") else { return nil }
        blanks()
        return at == line.endIndex ? texts : nil
    }
}
