// Files of a film are made in a hidden folder and moved to their places at the end.

import Foundation
import Frames

/// The folder of a film while it is drawn; locked against a second run.
struct FilmFolder {
    /// Written last and removed first: where it lies, the film is whole.
    static let mark = "truth.csv"

    let path: String
    /// Where the new film grows.
    let drawing: String
    private let lock: FileLock
    /// Whether this run made the folder.
    private let made: Bool

    /// Makes the folder and its lock. Throws where something would be overwritten that is no demo film.
    init(_ directory: String) throws(DemoError) {
        let path = directory.count > 1 && directory.hasSuffix("/") ? String(directory.dropLast()) : directory
        self.path = path
        drawing = path + "/.drawing"
        let files = FileManager.default
        made = !files.fileExists(atPath: path)
        try Self.attempt(path) { try files.createDirectory(atPath: path, withIntermediateDirectories: true) }
        if !files.fileExists(atPath: path + "/" + Self.mark), !files.fileExists(atPath: path + "/.unfinished"),
           let other = try? files.contentsOfDirectory(atPath: path).sorted().first(where: Self.belongs) {
            throw .occupied(path: path, found: other)
        }
        do {
            lock = try FileLock(path)
        } catch {
            switch error {
            case .held: throw .busy(path: path)
            case .unopened(let reason): throw .file(path: path, reason: reason)
            }
        }
        try? files.removeItem(atPath: drawing)
        try Self.attempt(drawing) { try files.createDirectory(atPath: drawing, withIntermediateDirectories: false) }
    }

    /// Whether a name is one that a film would take.
    private static func belongs(_ name: String) -> Bool {
        name == mark || name == EpisodesList.fileName || (name.hasPrefix("S01E") && (name.count == 6 || name.hasSuffix(".csv")))
    }

    func makeFolder(_ name: String) throws(DemoError) {
        try Self.attempt(drawing) {
            try FileManager.default.createDirectory(atPath: drawing + "/" + name, withIntermediateDirectories: false)
        }
    }

    func write(_ text: String, to name: String) throws(DemoError) {
        try Self.write(Array(text.utf8), to: drawing + "/" + name)
    }

    static func write(_ bytes: [UInt8], to path: String) throws(DemoError) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw .file(path: path, reason: String(cString: strerror(errno))) }
        var written = 0
        while written < bytes.count {
            let n = bytes.withUnsafeBytes { Foundation.write(file, $0.baseAddress! + written, bytes.count - written) }
            if n < 0 && errno == EINTR { continue }
            guard n > 0 else {
                let reason = String(cString: strerror(errno))
                close(file)
                throw .file(path: path, reason: reason)
            }
            written += n
        }
        guard close(file) == 0 else { throw .file(path: path, reason: String(cString: strerror(errno))) }
    }

    /// Puts the new film in place of the old. A note says that the film is half replaced, should this stop midway.
    func publish(_ items: [String]) throws(DemoError) {
        let files = FileManager.default
        try Self.attempt(path) {
            _ = files.createFile(atPath: path + "/.unfinished", contents: Data())
            try? files.removeItem(atPath: path + "/" + Self.mark)
            // Also what an earlier, longer film had.
            for old in try files.contentsOfDirectory(atPath: path) where Self.belongs(old) {
                try files.removeItem(atPath: path + "/" + old)
            }
            for item in items + [Self.mark] {
                try files.moveItem(atPath: drawing + "/" + item, toPath: path + "/" + item)
            }
            try files.removeItem(atPath: path + "/.unfinished")
        }
        discard()
    }

    /// Removes what was drawn.
    func discard() {
        try? FileManager.default.removeItem(atPath: drawing)
        // Only an empty folder goes.
        if made { rmdir(path) }
    }

    private static func attempt(_ path: String, _ body: () throws -> Void) throws(DemoError) {
        do { try body() } catch {
            throw .file(path: path, reason: (error as NSError).localizedDescription)
        }
    }
}
