// A file is replaced in one step or not at all: a reader sees the earlier text or the whole new one.

import Foundation
import Frames

/// Writes whole files.
public enum FileReplacement {
    /// Whether a relative path stays below the folder that it starts from, by its text alone.
    public static func staysInside(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        return !path.hasPrefix("/") && !path.hasSuffix("/") && !parts.isEmpty && !parts.contains("..")
            && path.printable(limit: 1000) == path
    }

    /// Writes `text` to `path`; missing folders are made. A symbolic link stays, and its file is replaced.
    /// A pipe or a device is written to directly.
    ///
    /// - Parameter folder: the file, links followed, must lie below it; `nil` allows any place.
    /// - Throws: `IngestError.unwritable`; then the earlier file is as it was.
    public static func write(_ text: String, to path: String, below folder: String? = nil) throws(IngestError) {
        try write(Array(text.utf8), to: path, below: folder)
    }

    /// The same with bytes.
    public static func write(_ bytes: [UInt8], to path: String, below folder: String? = nil) throws(IngestError) {
        let draft = try FileDraft(path, below: folder)
        try draft.put(bytes)
        try draft.commit()
    }

    /// By what exists of `path`, links followed.
    static func lies(_ path: String, below folder: String) -> Bool {
        guard let outer = realPath(folder) else { return false }
        var existing = path
        while realPath(existing) == nil, existing != ".", existing != "/" {
            existing = existing.folderPath
        }
        guard let inside = realPath(existing) else { return false }
        return inside == outer || inside.hasPrefix(outer == "/" ? "/" : outer + "/")
    }

    static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
