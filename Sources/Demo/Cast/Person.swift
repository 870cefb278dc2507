// Who plays in the film. The cast makes a frame Uncommon; extras do not, however much they look like it.

/// A person of the film.
enum Person: String, CaseIterable, Sendable {
    case emily, ethan, grandma
    /// Comes in the last episode only.
    case captain
    case poppy, milo, baker, postman, farmer, sentry, aunt

    /// The name in METADATA and in the truth.
    var name: String {
        switch self {
        case .captain: "Captain Coral"
        case .sentry: "Guard"
        default: rawValue.prefix(1).uppercased() + rawValue.dropFirst()
        }
    }

    /// A name of the film's cast; the others are extras.
    var isCast: Bool { [.emily, .ethan, .grandma, .captain].contains(self) }

    /// Whose close-up with the gadget is Legendary.
    var isMain: Bool { self == .emily || self == .ethan }

    /// World units from the feet to the top of the head.
    var height: Float {
        switch self {
        case .emily, .poppy: 102
        case .ethan, .milo: 106
        case .grandma, .aunt: 126
        default: 142
        }
    }
}
