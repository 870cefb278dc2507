// What an event in the log says; the raw values are stored.

import Frames

/// The kind of an event.
public enum EventKind: String, Sendable, Codable, CaseIterable {
    case label, accept, unsure, flag, unflag, note, undo, redo
    /// A shot begins at the frame.
    case shotSplit = "shot-split"
    /// None begins there.
    case shotJoin = "shot-join"

    /// The kinds that move boundaries, as SQL writes them: the partial index `event_shot` has the same text.
    static let shotKinds = "'shot-split', 'shot-join'"
}

extension Decision.Verdict {
    var kind: EventKind {
        switch self {
        case .label: .label
        case .accept: .accept
        case .unsure: .unsure
        case .flag(let on): on ? .flag : .unflag
        case .note: .note
        }
    }

    var note: String? {
        if case .note(let text) = self { text } else { nil }
    }

    /// Whether it is an opinion on the class, and not a remark.
    var isOpinion: Bool {
        switch self {
        case .label, .accept, .unsure: true
        case .flag, .note: false
        }
    }
}
