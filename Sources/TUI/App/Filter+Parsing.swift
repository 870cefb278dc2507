// `label=rare,legendary pred!=label conf<.6 subject~emily`: from text to terms. An error points at the
// word that was not understood.

import Frames
import Review

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
    /// - Parameter now: what `since=2h` counts from; UTC, milliseconds.
    public init(_ text: String, now: Int64 = 0) throws(FilterError) {
        var terms: [Term] = []
        for (word, position) in Self.words(text) { terms.append(try Self.term(word, at: position, now)) }
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

    private static func term(_ word: String, at position: Int, _ now: Int64) throws(FilterError) -> Term {
        let name = String(word.prefix { $0.isLetter }).lowercased()
        guard let field = Field(rawValue: name) else {
            let shown = "\"\(word.printable(limit: 30))\"?"
            if let near = nearest(to: name) { throw FilterError(position: position, reason: "\(shown) Did you mean \(near.rawValue)?") }
            throw FilterError(position: position, reason: "\(shown) Known: \(Field.allCases.map(\.rawValue).joined(separator: " "))")
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
        for text in list.split(separator: ",") { values.append(try value(String(text), of: field, at: position, now)) }
        guard !values.isEmpty else { throw FilterError(position: position + word.count, reason: "\(name)\(comparison.rawValue) wants a value.") }
        if field == .since, comparison != .equal {
            throw FilterError(position: position, reason: "since wants =, as in since=yesterday, since=2h or since=2026-11-24.")
        }
        if comparison.orders && (values.count > 1 || [.source, .subject, .sees, .note, .by].contains(field)) {
            throw FilterError(position: position, reason: "\(comparison.rawValue) wants one number or class.")
        }
        return Term(field: field, comparison: comparison, values: values)
    }

    private static func value(_ text: String, of field: Field, at position: Int, _ now: Int64) throws(FilterError) -> Value {
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
        case .since:
            guard let moment = Moment.milliseconds(text, now: now) else {
                throw FilterError(position: position, reason: "\"\(text.printable(limit: 30))\" is no time; one is like yesterday, 2h, 2026-11-24.")
            }
            return .moment(moment)
        default: return .word(word)
        }
    }

    /// The field whose name has the same letters but for two at most, such as `lable`.
    private static func nearest(to name: String) -> Field? {
        guard name.count > 2 else { return nil }
        let near = Field.allCases.map { (field: $0, difference: Array($0.rawValue).difference(from: Array(name)).count) }.filter { $0.difference <= 2 }
        return near.min { $0.difference < $1.difference }?.field
    }

    /// A class by its first letters, where only one begins so.
    private static func shortest(_ word: String) -> RarityClass? {
        let fits = RarityClass.allCases.filter { $0.name.lowercased().hasPrefix(word) }
        return fits.count == 1 ? fits[0] : nil
    }
}
