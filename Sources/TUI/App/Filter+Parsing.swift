// `label=rare,legendary pred!=label conf<.6 subject~emily`: from text to terms. An error points at the
// word that was not understood.

import Frames

/// What is wrong with a filter, and where.
public struct FilterError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The character of the text where the trouble begins, from 0.
    public let position: Int
    public let reason: String

    public var description: String { reason }
}

extension Filter {
    /// Reads a filter.
    /// - Throws: `FilterError` at the first word that is not understood.
    public init(_ text: String) throws(FilterError) {
        var terms: [Term] = []
        for (word, position) in Self.words(text) { terms.append(try Self.term(word, at: position)) }
        guard !terms.isEmpty else { throw FilterError(position: 0, reason: "Nothing to filter by; an example: label=rare pred!=label conf<.6") }
        self.init(text: text.trimmed, terms: terms)
    }

    /// Words at spaces; quotes keep spaces together, as in `subject~"space tunnel"`.
    private static func words(_ text: String) -> [(word: String, position: Int)] {
        var words: [(String, Int)] = []
        var word = "", start = 0, isQuoted = false
        for (i, character) in text.enumerated() {
            if character == "\"" {
                isQuoted.toggle()
            } else if character.isWhitespace && !isQuoted {
                if !word.isEmpty { words.append((word, start)) }
                word = ""
                continue
            }
            if word.isEmpty { start = i }
            word.append(character)
        }
        return word.isEmpty ? words : words + [(word, start)]
    }

    private static func term(_ word: String, at position: Int) throws(FilterError) -> Term {
        let name = String(word.prefix { $0.isLetter }).lowercased()
        guard let field = Field(rawValue: name) else {
            let known = Field.allCases.map(\.rawValue).joined(separator: " ")
            throw FilterError(position: position, reason: "\"\(word.printable(limit: 30))\"? Known: \(known)")
        }
        let rest = word.dropFirst(name.count)
        if field.isFlag {
            guard rest.isEmpty else { throw FilterError(position: position + name.count, reason: "\(name) stands alone.") }
            return Term(field: field, comparison: .equal, values: [])
        }
        guard let comparison = Comparison.allCases.first(where: { rest.hasPrefix($0.rawValue) }) else {
            throw FilterError(position: position + name.count, reason: "\(name) wants = != < > <= >= or ~ and a value.")
        }
        let list = rest.dropFirst(comparison.rawValue.count).filter { $0 != "\"" }
        var values: [Value] = []
        for text in list.split(separator: ",") { values.append(try value(String(text), of: field, at: position)) }
        guard !values.isEmpty else { throw FilterError(position: position + word.count, reason: "\(name)\(comparison.rawValue) wants a value.") }
        if comparison.orders && (values.count > 1 || [.source, .subject, .sees, .note].contains(field)) {
            throw FilterError(position: position, reason: "\(comparison.rawValue) wants one number or class.")
        }
        return Term(field: field, comparison: comparison, values: values)
    }

    private static func value(_ text: String, of field: Field, at position: Int) throws(FilterError) -> Value {
        let word = text.lowercased()
        switch field {
        case .label, .pred:
            if word == "none" { return .none }
            if word == "label" && field == .pred { return .ownLabel }
            if let rarity = RarityClass(text: word) ?? shortest(word) { return .rarity(rarity) }
            let hint = RarityClass.nearest(to: word).map { " Did you mean \($0.name)?" } ?? ""
            throw FilterError(position: position, reason: "\"\(text.printable(limit: 30))\" is no class.\(hint)")
        case .conf, .shot, .scene, .frame:
            guard let number = Double(word) else {
                throw FilterError(position: position, reason: "\"\(text.printable(limit: 30))\" is no number.")
            }
            return .number(field == .conf && number > 1 ? number / 100 : number)
        default: return .word(word)
        }
    }

    /// A class by its first letters, where only one begins so.
    private static func shortest(_ word: String) -> RarityClass? {
        let fits = RarityClass.allCases.filter { $0.name.lowercased().hasPrefix(word) }
        return fits.count == 1 ? fits[0] : nil
    }
}
