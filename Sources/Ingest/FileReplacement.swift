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
    public static func write(_ text: [UInt8], to path: String, below folder: String? = nil) throws(IngestError) {
        var information = stat()
        if stat(path, &information) == 0 {
            switch information.st_mode & S_IFMT {
            case S_IFDIR: throw .unwritable(path: path, reason: "it is a folder. Name a file with --output.")
            case S_IFREG: break
            default: return try append(text, to: path, created: false)
            }
        }
        var target = path
        if lstat(path, &information) == 0, information.st_mode & S_IFMT == S_IFLNK {
            guard let resolved = realPath(path) else {
                throw .unwritable(path: path, reason: "it is a symbolic link to a file that does not exist. Remove it, or name another file with --output.")
            }
            target = resolved
        }
        let parent = (target as NSString).deletingLastPathComponent
        let home = parent.isEmpty ? "." : parent
        if let folder, !lies(home, below: folder) {
            throw .unwritable(path: path, reason: "it leads out of the working directory. Name it with --output if that is meant.")
        }
        do {
            try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        } catch {
            throw .unwritable(path: path, reason: "its folder cannot be made. Name another file with --output.")
        }
        let part = "\(target).part-\(getpid())"
        unlink(part)                                            // of an earlier process with our number
        do throws(IngestError) {
            try append(text, to: part, created: true)
            if stat(target, &information) == 0 { _ = chmod(part, information.st_mode & 0o777) }
            guard rename(part, target) == 0 else { throw failure(path) }
        } catch {
            unlink(part)
            if case .unwritable(_, let reason) = error { throw .unwritable(path: path, reason: reason) }
            throw error
        }
        let descriptor = open(home, O_RDONLY | O_DIRECTORY)     // the new name must survive a power cut too
        if descriptor >= 0 {
            fsync(descriptor)
            close(descriptor)
        }
    }

    /// Writes all of `text`; a new file is flushed to the disk.
    private static func append(_ bytes: [UInt8], to path: String, created: Bool) throws(IngestError) {
        let descriptor = open(path, created ? O_WRONLY | O_CREAT | O_EXCL : O_WRONLY, 0o644)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var done = 0
        while done < bytes.count {
            let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + done, bytes.count - done) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw failure(path) }
            done += written
        }
        guard !created || fsync(descriptor) == 0 else { throw failure(path) }
    }

    private static func failure(_ path: String) -> IngestError {
        .unwritable(path: path, reason: String(cString: strerror(errno)) + ". Check the folder, its permissions and the room on the disk.")
    }

    /// By what exists of `path`, links followed.
    private static func lies(_ path: String, below folder: String) -> Bool {
        guard let outer = realPath(folder) else { return false }
        var existing = path
        while realPath(existing) == nil, existing != ".", existing != "/" {
            existing = (existing as NSString).deletingLastPathComponent
            if existing.isEmpty { existing = "." }
        }
        guard let inside = realPath(existing) else { return false }
        return inside == outer || inside.hasPrefix(outer == "/" ? "/" : outer + "/")
    }

    private static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
