// How a terminal takes pictures as pixels. Never needed: cells show every picture, and are there under the pixels.

import Glibc

/// The ways to send pixels.
public enum PixelProtocol: String, CaseIterable, Sendable {
    /// Kitty's graphics: pictures that lie on the screen by number, until they are taken away.
    case kitty
    /// DEC's: six rows at a time, 256 colours, painted where the cursor stands.
    case sixel
}

/// What a person wants pictures to be.
public enum PixelWish: String, CaseIterable, Sendable {
    /// Characters.
    case off
    /// Pixels, in the best way that the terminal has.
    case auto
    case kitty, sixel

    /// The only way that will do; `nil`: any.
    var way: PixelProtocol? { PixelProtocol(rawValue: rawValue) }
}

/// What a terminal needs to know of a picture's place: its protocol, and how large its cells are.
struct PixelFormat: Hashable, Sendable {
    var way: PixelProtocol
    var cell: CellPixels
}

/// The pixels of one cell.
public struct CellPixels: Hashable, Sendable {
    public var width: Int, height: Int

    public init(width: Int, height: Int) { (self.width, self.height) = (width, height) }

    /// As the terminal on standard output says, where it does; without asking it.
    public static func ofTerminal() -> CellPixels? {
        var window = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else { return nil }
        let cell = CellPixels(width: Int(window.ws_xpixel / window.ws_col), height: Int(window.ws_ypixel / window.ws_row))
        return (4...100).contains(cell.width) && (6...200).contains(cell.height) ? cell : nil
    }
}
