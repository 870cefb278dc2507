// What the settings say of the app: theme, viewer, keys.

import TUI

extension Settings {
    /// - Throws: `SettingsError` for a theme, a command or a key that there is not, and for keys that collide.
    func preferences() throws -> Preferences {
        var preferences = Preferences()
        preferences.viewer = viewer
        if let theme {
            guard let name = ThemeName(rawValue: theme.lowercased()) else {
                throw place(of: "theme").because("there is no such theme; there are \(ThemeName.allCases.map(\.rawValue).joined(separator: ", ")).")
            }
            preferences.theme = name
        }
        do { preferences.keymap = try Keymap(changes: keys) } catch { throw place(of: error.command).because(error.reason) }
        return preferences
    }
}
