// The columns of an episode's sheet and the spellings that they are found under.

import Frames

/// A column of an episode's sheet.
public enum SheetColumn: String, CaseIterable, Sendable {
    case baseURL = "S3_BASE_URL"
    case rowIndex = "ROW_INDEX"
    case frameNumber = "FRAME NUMBER"
    case unsupervised = "UNSUPERVISED CLASSIFICATION"
    case supervised = "SUPERVISED CLASSIFICATION"
    case jonny = "JONNY's RECLASSIFICATION"
    case metadata = "METADATA"

    /// Its place in `allCases`.
    var ordinal: Int {
        switch self {
        case .baseURL: 0
        case .rowIndex: 1
        case .frameNumber: 2
        case .unsupervised: 3
        case .supervised: 4
        case .jonny: 5
        case .metadata: 6
        }
    }

    /// Without these there is no frame to speak of; the others are taken as empty.
    static let needed: [SheetColumn] = [.frameNumber, .baseURL]

    /// Reads a header: case, white space and the kind of apostrophe do not matter.
    public init?(header: String) {
        let word = Self.folded(header)
        if word == "S3_BASE_URI" { self = .baseURL; return }
        guard let known = Self.allCases.first(where: { Self.folded($0.rawValue) == word }) else { return nil }
        self = known
    }

    private static func folded(_ header: String) -> String {
        var out = ""
        for character in header.trimmed.uppercased() where !character.isWhitespace {
            out.append("’‘ʼ‛′`´＇".contains(character) ? "'" : character)
        }
        return out
    }
}
