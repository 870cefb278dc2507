// A data set in a folder: hard links where the file system can, else copies. A file appears whole or not at all, and nothing
// that lies there is ever written over unless it is ours.

import Foundation
import Frames

/// A data set in a folder of this machine.
public struct FolderPlace: DatasetPlace {
    /// Absolute, without a slash at its end.
    public let root: String
    public var name: String { root }

    /// - Parameter path: absolute or from the working directory; made when the first file is put there.
    public init(path: String) {
        root = URL(fileURLWithPath: path).standardizedFileURL.path
    }

    public func present(in folders: Set<String>) throws -> [PresentObject] {
        var found: [PresentObject] = []
        for folder in folders.sorted() {
            let path = root + "/" + folder
            try FolderListing.read(path) { name, file in
                if file.st_mode & S_IFMT == S_IFREG, !PartFile.isPart(name) {
                    found.append(PresentObject(key: DatasetKey(folder: folder, name: name), mark: ObjectMark(file)))
                }
            }
        }
        return found
    }

    public func marks(of names: Set<String>, in source: String) throws -> [String: ObjectMark]? {
        guard source.hasPrefix("/") else { return nil }
        var marks: [String: ObjectMark] = [:]
        for name in names {
            var file = stat()
            if stat(source + name, &file) == 0, file.st_mode & S_IFMT == S_IFREG { marks[name] = ObjectMark(file) }
        }
        return marks
    }

    public func carryOut(_ plan: DatasetPlan, happened: (DatasetChange) throws -> Void) throws {
        var writer = FolderWriter(root: root)
        for step in plan.steps {
            let changes: [DatasetChange]
            do {
                changes = try writer.carryOut(step)
            } catch {
                if error.stopsEverything { throw error }
                changes = [.failed(step.key, reason: error.description)]
            }
            for change in changes { try happened(change) }
        }
    }

    public func tidy(_ folders: Set<String>) {
        for folder in folders.sorted(by: >) {
            let path = root + "/" + folder
            try? FolderListing.read(path) { name, _ in
                if PartFile.isPart(name) { unlink(path + name) }
            }
            // Only an empty folder goes, and after it the split's, where that was the last of its classes.
            for empty in sequence(first: path.dropLast(), next: { $0.lastIndex(of: "/").map { at in path[..<at] } }) {
                guard empty.count > root.count, rmdir(String(empty)) == 0 else { break }
            }
        }
    }
}
