// Which class is in effect: a pure function of what was imported and what people decided.
// The store applies it to the frames of a decision, `check` to all of them. The rules: design.md, "Precedence".

import Frames

/// What the sheet says of a frame.
struct ImportedClasses: Equatable, Sendable {
    var unsupervised, supervised, jonny: RarityClass?
}

/// The latest verdict of one reviewer on one frame.
public struct Opinion: Equatable, Sendable {
    /// As typed at the latest decision.
    public var reviewer: String
    /// `nil`: unsure.
    public var rarity: RarityClass?
    public var propagated: Bool
    /// UTC, milliseconds.
    public var time: Int64
    /// Whether the reviewer has the last word.
    public var isExpert: Bool
}

/// A decision on a frame that is not undone.
struct EffectiveEvent: Equatable, Sendable {
    var kind: EventKind
    var reviewer: String
    var rarity: RarityClass?
    var note: String?
    var propagated: Bool
    var time: Int64
}

/// One reviewer under all spellings of the name: case and surrounding white space do not matter.
func reviewerKey(_ name: String) -> String { name.trimmed.lowercased() }

/// What everyone's decisions on one frame come to.
struct FrameVerdict: Equatable, Sendable {
    var state: FrameState
    /// One a reviewer, oldest first.
    var opinions: [Opinion]

    /// - Parameters:
    ///   - events: of this frame, oldest first, none of an undone batch.
    ///   - experts: keys of the reviewers who have the last word.
    init(imported: ImportedClasses, events: [EffectiveEvent], experts: Set<String>) {
        var opinions: [Opinion] = []
        var flagged = false
        var note: String?
        var keys: [String] = []                             // of the opinions
        for event in events {
            switch event.kind {
            case .label, .accept, .unsure:
                let key = reviewerKey(event.reviewer)
                if let earlier = keys.firstIndex(of: key) {
                    keys.remove(at: earlier)
                    opinions.remove(at: earlier)
                }
                keys.append(key)
                opinions.append(Opinion(reviewer: event.reviewer, rarity: event.rarity, propagated: event.propagated,
                                        time: event.time, isExpert: experts.contains(key)))
            case .flag: flagged = true
            case .unflag: flagged = false
            case .note: note = event.note?.isEmpty == false ? event.note : nil
            case .undo, .redo, .shotSplit, .shotJoin: break
            }
        }
        self.opinions = opinions
        state = Self.inEffect(imported, opinions)
        state.flagged = flagged
        state.note = note
    }

    /// Experts, then the expert's column; reviewers, then the supervised column; then k-means.
    private static func inEffect(_ imported: ImportedClasses, _ opinions: [Opinion]) -> FrameState {
        let decided = opinions.filter { $0.rarity != nil }
        let experts = decided.filter(\.isExpert)
        var state = FrameState()
        if let latest = experts.last {
            state = FrameState(label: latest.rarity, source: .jonny)
            state.propagated = latest.propagated
            state.contested = Set(experts.map(\.rarity)).count > 1
        } else if let rarity = imported.jonny {
            state = FrameState(label: rarity, source: .jonny)
        } else if let latest = decided.last {
            state = FrameState(label: latest.rarity, source: .reviewer)
            state.propagated = latest.propagated
            state.contested = Set(decided.map(\.rarity)).count > 1
        } else if let rarity = imported.supervised {
            state = FrameState(label: rarity, source: .supervised)
        } else if let rarity = imported.unsupervised {
            state = FrameState(label: rarity, source: .unsupervised)
        }
        state.reviewed = !opinions.isEmpty
        if let latest = opinions.last, latest.rarity == nil {
            state.unsure = latest.isExpert || state.source != .jonny
        }
        return state
    }
}
