// Subjects are stored as a JSON list. Few different lists fill a film, so each is made once; neighbours are read once.

import Foundation

struct SubjectEncoder {
    private var last: (subjects: [String], text: String) = ([], "[]")
    private var known: [[String]: String] = [:]

    mutating func encode(_ subjects: [String]) -> String {
        if subjects != last.subjects { last = (subjects, text(subjects)) }
        return last.text
    }

    private mutating func text(_ subjects: [String]) -> String {
        if subjects.isEmpty { return "[]" }
        if let text = known[subjects] { return text }
        let text = (try? JSONEncoder().encode(subjects)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
        known[subjects] = text
        return text
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
