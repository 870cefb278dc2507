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

    /// The same from bytes, where a million are read.
    init?(stored name: UnsafeBufferPointer<UInt8>) {
        guard let first = name.first else { return nil }
        let known: RarityClass
        switch Unicode.Scalar(first) {
        case "J": known = .junk
        case "C": known = .common
        case "U": known = .uncommon
        case "R": known = .rare
        case "L": known = .legendary
        default: return nil
        }
        guard known.name.utf8.elementsEqual(name) else { return nil }
        self = known
    }
}

extension Row {
    func rarity(_ index: Int) -> RarityClass? {
        guard let name: String = self[index] else { return nil }
        return RarityClass(stored: name)
    }

    /// The columns of table `label`, as `l`, that `frameState` reads; marks in one number, since columns cost time.
    static let stateColumns = """
        l.class, l.source, l.propagated + 2 * l.contested + 4 * l.reviewed + 8 * l.unsure + 16 * l.flagged, l.note
        """

    /// `stateColumns` from column `first` on.
    func frameState(from first: Int) -> FrameState {
        var state = FrameState(label: rarity(first))
        if let source: String = self[first + 1] { state.source = LabelSource(rawValue: source) }
        let marks: Int = self[first + 2] ?? 0
        state.propagated = marks & 1 != 0
        state.contested = marks & 2 != 0
        state.reviewed = marks & 4 != 0
        state.unsure = marks & 8 != 0
        state.flagged = marks & 16 != 0
        state.note = self[first + 3]
        return state
    }

    /// Five probabilities from column `first` on; `nil` where there is no prediction.
    func prediction(from first: Int) -> Prediction? {
        guard let junk: Double = self[first] else { return nil }
        let common: Double = self[first + 1], uncommon: Double = self[first + 2]
        let rare: Double = self[first + 3], legendary: Double = self[first + 4]
        return Prediction(probabilities: [Float(junk), Float(common), Float(uncommon), Float(rare), Float(legendary)])
    }
}
