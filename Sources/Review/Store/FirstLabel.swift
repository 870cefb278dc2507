// What the sheet alone says of a frame, before anybody has decided on it.

import Frames

struct FirstLabel: Equatable {
    let rarity: RarityClass?
    let source: LabelSource?

    init(_ imported: ImportedClasses) {
        let state = FrameVerdict(imported: imported, events: [], experts: []).state
        (rarity, source) = (state.label, state.source)
    }
}

extension ImportedClasses {
    /// How many different ones there are: three columns, each a class or none.
    static let count = column * column * column

    /// Its place among all of them, from 0.
    var ordinal: Int { (Self.ordinal(unsupervised) * Self.column + Self.ordinal(supervised)) * Self.column + Self.ordinal(jonny) }

    private static let column = RarityClass.count + 1

    private static func ordinal(_ rarity: RarityClass?) -> Int { rarity.map { $0.rawValue + 1 } ?? 0 }
}
