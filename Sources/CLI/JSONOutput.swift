// Machine-readable results: one JSON value on standard output.

import Foundation

extension Console {
    /// Keys in alphabetical order, so that two results can be compared.
    static func print(json value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }
}
