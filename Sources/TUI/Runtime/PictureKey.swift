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
}

/// A picture, or why there is none.
enum PictureAnswer: Sendable {
    case picture(CellPicture, FrameHistogram?)
    case missing(String)
}
