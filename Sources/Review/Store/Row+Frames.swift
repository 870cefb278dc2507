// From columns to values. By index, since a whole episode is read at once.

import Frames
import GRDB

extension RarityClass {
    /// A name as it is stored; far cheaper than reading a cell that a person wrote.
    init?(stored name: String) {
        switch name {
        case "Junk": self = .junk
        case "Common": self = .common
        case "Uncommon": self = .uncommon
        case "Rare": self = .rare
        case "Legendary": self = .legendary
        default: return nil
        }
    }
}

extension Row {
    func rarity(_ index: Int) -> RarityClass? {
        guard let name: String = self[index] else { return nil }
        return RarityClass(stored: name)
    }

    /// class, source, propagated, contested, reviewed, unsure, flagged, note from column `first` on.
    func frameState(from first: Int) -> FrameState {
        var state = FrameState(label: rarity(first))
        if let source: String = self[first + 1] { state.source = LabelSource(rawValue: source) }
        state.propagated = self[first + 2]
        state.contested = self[first + 3]
        state.reviewed = self[first + 4]
        state.unsure = self[first + 5]
        state.flagged = self[first + 6]
        state.note = self[first + 7]
        return state
    }

    /// Five probabilities from column `first` on; `nil` where there is no prediction.
    func prediction(from first: Int) -> Prediction? {
        guard let junk: Double = self[first] else { return nil }
        return Prediction(probabilities: [Float(junk)] + (1..<RarityClass.count).map { Float(self[first + $0] as Double) })
    }
}
