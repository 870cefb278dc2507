// ~/.aws/config and ~/.aws/credentials: sections of `key = value`, as the aws command line reads them.

import Foundation
import Frames

/// Settings by section. A setting below `s3 =` is named `s3.endpoint_url`.
struct AWSConfigFile {
    private(set) var sections: [String: [String: String]] = [:]

    /// Nothing, where there is no such file. - Throws: `IngestError.unreadable` for one that may not be read.
    init(path: String) throws(IngestError) {
        // /dev/null is what people name for "none": no regular file, and empty.
        let isThere = FileManager.default.fileExists(atPath: path) && path != "/dev/null"
        self.init(text: isThere ? String(decoding: try FileBytes.read(path), as: UTF8.self) : "")
    }

    init(text: String) {
        var section = "", group = ""
        for line in text.split(whereSeparator: \.isNewline) {
            let word = line.trimmed
            if word.isEmpty || word.hasPrefix("#") || word.hasPrefix(";") { continue }
            if word.hasPrefix("["), let end = word.firstIndex(of: "]") {
                section = word[word.index(after: word.startIndex)..<end].split(separator: " ").joined(separator: " ")
                group = ""
                continue
            }
            guard let equals = word.firstIndex(of: "=") else { continue }
            let name = word[..<equals].trimmed.lowercased(), value = word[word.index(after: equals)...].trimmed
            let isNested = line.first?.isWhitespace == true && !group.isEmpty
            if !isNested { group = value.isEmpty ? name : "" }
            sections[section, default: [:]][isNested ? "\(group).\(name)" : name] = value
        }
    }
}
