// Subjects are stored as a JSON list. Neighbours have the same ones, so each list is made and read once.

import Foundation

struct SubjectEncoder {
    private var last: (subjects: [String], text: String) = ([], "[]")

    mutating func encode(_ subjects: [String]) -> String {
        if subjects != last.subjects, let data = try? JSONEncoder().encode(subjects) {
            last = (subjects, String(decoding: data, as: UTF8.self))
        }
        return last.text
    }
}

struct SubjectDecoder {
    private var last: (text: String, subjects: [String]) = ("[]", [])

    mutating func subjects(_ text: String) -> [String] {
        if text != last.text { last = (text, Self.decode(text)) }
        return last.subjects
    }

    /// What is no list of texts has no subjects.
    static func decode(_ text: String) -> [String] {
        (try? JSONDecoder().decode([String].self, from: Data(text.utf8))) ?? []
    }
}
