// What can be wrong with an image, in words for the person who has to mend it.

/// A picture that cannot be used. `description` is one line: what, where, what to do.
public enum FrameError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file does not exist or may not be read.
    case unreadable(place: String, reason: String)
    /// The bytes are something else: `found` says what they look like.
    case notJPEG(place: String, found: String)
    /// A JPEG that ends too early or is damaged.
    case damaged(place: String, reason: String)
    /// Wider or higher than any frame may be.
    case tooLarge(place: String, width: Int, height: Int)
    /// The picture could not be written as JPEG.
    case notEncoded(reason: String)

    public var description: String {
        switch self {
        case .unreadable(let place, let reason):
            "\(place.printable(limit: 300)): cannot be read: \(reason). Check the path and its permissions."
        case .notJPEG(let place, let found):
            "\(place.printable(limit: 300)): is no JPEG but \(found). Put the frame's JPEG there."
        case .damaged(let place, let reason):
            "\(place.printable(limit: 300)): the JPEG is damaged: \(reason.printable()). Fetch or copy it again."
        case .tooLarge(let place, let width, let height):
            "\(place.printable(limit: 300)): \(width)x\(height) pixels; at most \(JPEG.largestSide) a side can be read. Use a smaller size of the frame."
        case .notEncoded(let reason):
            "A picture could not be written as JPEG: \(reason.printable())."
        }
    }
}
