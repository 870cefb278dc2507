// What can go wrong with kept embeddings. None of it costs work: they can always be made again.

import Frames

/// One line each: what, where, what to do.
public enum EmbeddingError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file cannot be opened or read.
    case unreadable(place: String, reason: String)
    /// No room, no permission, no such folder.
    case unwritable(place: String, reason: String)
    /// The file is no embedding file, or its header was altered.
    case damaged(place: String, reason: String)
    /// Embeddings of another trunk: they must not be mixed.
    case otherTrunk(place: String, found: String, needed: String)
    /// Another process is embedding into this folder.
    case busy(place: String)

    public var description: String {
        switch self {
        case .unreadable(let place, let reason):
            "\(place.printable(limit: 300)): embeddings cannot be read: \(reason.printable()). Check the path and its permissions."
        case .unwritable(let place, let reason):
            "\(place.printable(limit: 300)): embeddings cannot be written: \(reason.printable()). Check the space left and the permissions."
        case .damaged(let place, let reason):
            "\(place.printable(limit: 300)): no whole embedding file (\(reason.printable())). Run rarity embed, which makes it again."
        case .otherTrunk(let place, let found, let needed):
            "\(place.printable(limit: 300)): holds embeddings of \(found.printable()), needed are those of \(needed). Run rarity embed."
        case .busy(let place):
            "\(place.printable(limit: 300)): another Rarity is embedding there. Wait for it, or stop it."
        }
    }
}
