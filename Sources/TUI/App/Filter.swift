// What `f` narrows the episode to. All terms must hold; a list of values is any of them.

import Frames
import Review

/// A condition on frames, as typed and as understood.
public struct Filter: Equatable, Sendable {
    /// As it was typed.
    public let text: String
    let terms: [Term]
    /// The frames of a list instead.
    let list: FrameList?

    init(text: String, terms: [Term]) { (self.text, self.terms, list) = (text, terms, nil) }

    init(_ list: FrameList) { (text, terms, self.list) = (list.title, [], list) }

    /// One condition.
    struct Term: Equatable, Sendable {
        let field: Field
        let comparison: Comparison
        let values: [Value]
    }

    enum Comparison: String, CaseIterable, Sendable {
        // Longer signs first, so that `!=` is not read as `=`.
        case notEqual = "!=", atMost = "<=", atLeast = ">=", contains = "~", equal = "=", below = "<", above = ">"

        /// Whether it orders, and so wants a number or a class.
        var orders: Bool { [.below, .above, .atMost, .atLeast].contains(self) }
    }

    enum Field: String, CaseIterable, Sendable {
        case label, pred, conf, source, shot, scene, frame, subject, sees, note
        case reviewed, unreviewed, unsure, flagged, contested, propagated, differs, human

        /// Stands alone: it holds or not.
        var isFlag: Bool {
            switch self {
            case .reviewed, .unreviewed, .unsure, .flagged, .contested, .propagated, .differs, .human: true
            default: false
            }
        }
    }

    enum Value: Equatable, Sendable {
        case rarity(RarityClass)
        case none
        /// The frame's own label, in `pred!=label`.
        case ownLabel
        case number(Double)
        case word(String)
    }

    /// Whether subjects must be loaded before it can be asked.
    var needsSubjects: Bool { terms.contains { $0.field == .subject } }

    /// Whether it must be known first what the model sees in the frames.
    var needsSights: Bool { terms.contains { $0.field == .sees } }
}

extension Filter {
    /// Whether a frame fulfils all terms.
    func holds(_ frame: FrameRecord, in film: Film) -> Bool {
        if let list { return list.contains(frame.number) }
        return terms.allSatisfy { Self.holds($0, frame, film) }
    }

    private static func holds(_ term: Term, _ frame: FrameRecord, _ film: Film) -> Bool {
        let state = frame.state
        switch term.field {
        case .reviewed: return state.reviewed
        case .unreviewed: return !state.reviewed
        case .unsure: return state.unsure
        case .flagged: return state.flagged
        case .contested: return state.contested
        case .propagated: return state.propagated
        case .differs: return frame.disagrees
        case .human: return state.source?.isHuman == true
        case .label: return compare(state.label, term, frame)
        case .pred: return compare(frame.prediction?.rarity, term, frame)
        case .conf: return compare(frame.prediction.map { Double($0.confidence) }, term)
        case .shot: return compare(film.shot(at: frame.position).map { Double($0.index + 1) }, term)
        case .scene: return compare(film.shot(at: frame.position).map { Double($0.scene + 1) }, term)
        case .frame: return compare(Double(frame.position + 1), term)
        case .source: return compare([state.source?.rawValue ?? "none"], term)
        case .subject: return compare(film.subjects?[frame.id] ?? [], term)
        case .sees: return compare(film.sights?[frame.id] ?? [], term)
        case .note: return compare(state.note.map { [$0] } ?? [], term)
        }
    }

    private static func compare(_ rarity: RarityClass?, _ term: Term, _ frame: FrameRecord) -> Bool {
        let wanted = term.values.map { value -> RarityClass? in
            switch value {
            case .rarity(let rarity): rarity
            case .ownLabel: frame.state.label
            default: nil
            }
        }
        switch term.comparison {
        case .equal, .contains: return wanted.contains(rarity)
        case .notEqual: return !wanted.contains(rarity)
        case .below, .above, .atMost, .atLeast:
            guard let rarity, let bound = wanted.first, let bound else { return false }
            return order(Double(rarity.rawValue), Double(bound.rawValue), term.comparison)
        }
    }

    private static func compare(_ number: Double?, _ term: Term) -> Bool {
        let wanted = term.values.compactMap { if case .number(let n) = $0 { n } else { nil } }
        guard let number else { return term.comparison == .notEqual }
        switch term.comparison {
        case .equal, .contains: return wanted.contains(number)
        case .notEqual: return !wanted.contains(number)
        case .below, .above, .atMost, .atLeast: return wanted.first.map { order(number, $0, term.comparison) } ?? false
        }
    }

    private static func compare(_ texts: [String], _ term: Term) -> Bool {
        let wanted = term.values.map { value -> String in if case .word(let word) = value { word } else { "none" } }
        let texts = texts.map { $0.lowercased() }
        switch term.comparison {
        case .contains: return texts.contains { text in wanted.contains { text.contains($0) } }
        case .notEqual: return !texts.contains(where: wanted.contains)
        default: return texts.contains(where: wanted.contains) || (texts.isEmpty && wanted.contains("none"))
        }
    }

    private static func order(_ a: Double, _ b: Double, _ comparison: Comparison) -> Bool {
        switch comparison {
        case .below: a < b
        case .above: a > b
        case .atMost: a <= b
        case .atLeast: a >= b
        default: a == b
        }
    }
}
