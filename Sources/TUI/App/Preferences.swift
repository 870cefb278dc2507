// What a person or a project has set for the app.

import Frames

/// How the app looks and what its keys do.
public struct Preferences: Sendable {
    /// `nil`: what suits the terminal.
    public var theme: ThemeName?
    /// A program that shows an image file, with its arguments; the file comes last.
    public var viewer: String?
    public var keymap = Keymap.standard
    public var glyphs = Preview.Glyphs.blocks
    public var pixels = PixelWish.off

    public init() {}
}
