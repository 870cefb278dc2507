// Which picture is meant: all that its cells depend on.

import Frames

/// A rendered picture of a frame.
struct PictureKey: Hashable, Sendable {
    let number: FrameNumber
    let path: String
    let columns: Int
    let rows: Int
    let isThumb: Bool
    var histogram: Bool
    /// The class whose map lies over the picture, and the version of the head that it is from.
    var explained: RarityClass?
    var version = 0
    var window = PictureWindow.whole
    /// Set where the terminal shows it as pixels, too.
    var pixels: PixelFormat?
    /// Its shot: pictures of one shot are made calm, cell by cell. `nil`: none is known.
    var shot: Int?

    /// Whether the other picture may lend it the cells that have not changed.
    func isAlike(_ other: PictureKey) -> Bool {
        shot != nil && shot == other.shot && !isThumb && !other.isThumb && columns == other.columns && rows == other.rows
            && histogram == other.histogram && explained == other.explained && window == other.window && pixels == other.pixels && number.episode == other.number.episode && number != other.number
    }
}

/// A picture, or why there is none.
enum PictureAnswer: Sendable {
    case picture(CellPicture, FrameHistogram?)
    case missing(String)
}
