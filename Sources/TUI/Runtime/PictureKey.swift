// Which picture is meant: all that its cells depend on.

import Frames

/// A rendered picture of a frame.
struct PictureKey: Hashable, Sendable {
    let number: FrameNumber
    let path: String
    let columns: Int
    let rows: Int
    let isThumb: Bool
    let histogram: Bool
    /// The class whose map lies over the picture, and the version of the head that it is from.
    var explained: RarityClass?
    var version = 0
}

/// A picture, or why there is none.
enum PictureAnswer: Sendable {
    case picture(CellPicture, FrameHistogram?)
    case missing(String)
}
