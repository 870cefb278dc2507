// Folders of images are kept relative to the database where they lie below its folder, so that a project can be moved.

import Foundation
import Frames

enum ImagePath {
    /// What is stored of a folder that the caller names, relative to the working directory or absolute.
    static func stored(_ folder: String, database: String) -> String {
        let full = absolute(folder), home = absolute(database.folderPath)
        let prefix = home == "/" ? "/" : home + "/"
        return full.hasPrefix(prefix) ? String(full.dropFirst(prefix.count)) : full
    }

    /// A folder that can be opened, from what is stored.
    static func resolved(_ stored: String, database: String) -> String {
        stored.hasPrefix("/") ? stored : (database.folderPath as NSString).appendingPathComponent(stored)
    }

    private static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.path
    }
}
