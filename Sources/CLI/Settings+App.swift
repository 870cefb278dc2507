// What the settings say of the app: theme, viewer, keys, what pictures are made of.

import TUI

extension Settings {
    /// - Throws: `SettingsError` for a theme, a command or a key that there is not, and for keys that collide.
    func preferences() throws -> Preferences {
        var preferences = Preferences()
        preferences.viewer = viewer
        if let theme { preferences.theme = try oneOf(ThemeName.self, theme, for: "theme") }
        if let pixels { preferences.pixels = try oneOf(PixelWish.self, pixels, for: "pixels") }
        preferences.glyphs = try previewGlyphs()
        do { preferences.keymap = try Keymap(changes: keys) } catch { throw place(of: error.command).because(error.reason) }
        return preferences
    }

    /// - Throws: `SettingsError` for glyphs that there are not.
    func previewGlyphs() throws -> Preview.Glyphs {
        try glyphs.map { try oneOf(Preview.Glyphs.self, $0, for: "glyphs") } ?? .blocks
    }

    private func oneOf<Choice: RawRepresentable<String> & CaseIterable>(_: Choice.Type, _ text: String, for key: String) throws -> Choice {
        guard let choice = Choice(rawValue: text.lowercased()) else {
            let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw place(of: key).because("there is no such \(key); there are \(all).")
        }
        return choice
    }
}
