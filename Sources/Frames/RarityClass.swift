// The five classes a frame can have, from least to most rare. Stored by name everywhere, so that a
// new order or a new class can never turn one decision into another.

/// The rarity class of a frame. Its order is its price order.
public enum RarityClass: Int, CaseIterable, Comparable, Sendable {
    case junk, common, uncommon, rare, legendary

    /// How many classes there are: the width of every probability vector.
    public static let count = allCases.count

    /// The name in sheets, manifests and the store: `Junk` … `Legendary`.
    public var name: String { Self.names[rawValue] }

    /// The first letter of the name; with shape and colour it tells the class on the screen.
    public var letter: Character { name.first ?? "?" }

    /// Reads a class from a sheet's cell: case and surrounding white space do not matter, and
    /// `Trash`, an old name, is Junk. `nil` for anything else, an empty cell too.
    public init?(text: some StringProtocol) {
        let word = text.trimmed.lowercased()
        if word == "trash" { self = .junk; return }
        guard let known = Self.allCases.first(where: { $0.name.lowercased() == word }) else { return nil }
        self = known
    }

    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

    /// How many steps apart two classes are: 0 when equal, 4 between Junk and Legendary.
    public func distance(to other: RarityClass) -> Int { abs(rawValue - other.rawValue) }

    private static let names = ["Junk", "Common", "Uncommon", "Rare", "Legendary"]
}

extension RarityClass: CustomStringConvertible {
    public var description: String { name }
}

extension RarityClass: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let known = RarityClass(text: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no rarity class")
        }
        self = known
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
