// Single steps in a folder. The name of a file appears with all of its bytes behind it: by a link, or by renaming a part that was
// written beside it.

import Foundation

/// A file that is being written; what an interrupted run left is known by its name.
enum PartFile {
    private static let prefix = ".rarity-part-"
    static func name(_ name: String) -> String { prefix + name }
    static func isPart(_ name: String) -> Bool { name.hasPrefix(prefix) }
}

struct FolderWriter {
    let root: String
    /// Folders that are known to be there.
    private var ready: Set<String> = []

    init(root: String) { self.root = root }

    mutating func carryOut(_ step: DatasetStep) throws(PlaceError) -> [DatasetChange] {
        switch step {
        case .copy(let object, let replaces):
            try prepare(object.key.folder)
            let mark = try place(object.source + object.key.name, object.key, replaces: replaces)
            return [.placed(PlacedObject(key: object.key, source: object.source, sourceMark: mark, mark: mark))]
        case .move(let from, let to, let replaces):
            try prepare(to.key.folder)
            try move(from.key, to.key, replaces: replaces)
            return [.placed(PlacedObject(key: to.key, source: to.source, sourceMark: from.sourceMark, mark: from.mark)), .removed(from.key)]
        case .delete(let key):
            guard unlink(path(key)) == 0 || errno == ENOENT else { throw PlaceError(path(key), errno) }
            return [.removed(key)]
        }
    }

    private func path(_ key: DatasetKey) -> String { "\(root)/\(key)" }

    /// Makes the folder of a class. One that is a link may lead anywhere, and is refused.
    private mutating func prepare(_ folder: String) throws(PlaceError) {
        if ready.contains(folder) { return }
        if ready.isEmpty {
            try? FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
            guard access(root, W_OK | X_OK) == 0 else { throw PlaceError(root, errno, isRoot: true) }
        }
        var path = root
        for part in folder.split(separator: "/") {
            path += "/" + part
            var found = stat()
            if mkdir(path, 0o777) != 0 {
                guard errno == EEXIST, lstat(path, &found) == 0 else { throw PlaceError(path, errno) }
                if found.st_mode & S_IFMT == S_IFLNK { throw PlaceError(path, ELOOP) }
                guard found.st_mode & S_IFMT == S_IFDIR else { throw PlaceError(path, ENOTDIR) }
            }
        }
        ready.insert(folder)
    }

    /// Puts an image at a key: a link, else a copy with the image's time.
    private func place(_ source: String, _ key: DatasetKey, replaces: Bool) throws(PlaceError) -> ObjectMark {
        let target = path(key), part = "\(root)/\(key.folder)\(PartFile.name(key.name))"
        unlink(part)
        if linkat(AT_FDCWD, source, AT_FDCWD, replaces ? part : target, AT_SYMLINK_FOLLOW) != 0 {
            // Not across file systems, nor where links are not allowed: then the bytes.
            guard [EXDEV, EPERM, EMLINK, EOPNOTSUPP, ENOSYS, EACCES].contains(errno) else { throw PlaceError(errno == ENOENT ? source : target, errno) }
            do {
                try copyBytes(source, part)
                if !replaces { try settle(part, target) }
            } catch {
                unlink(part)
                throw error
            }
        }
        if replaces {
            guard rename(part, target) == 0 else { throw PlaceError(target, errno) }
            unlink(part)                                        // still there where both were one file
        }
        var file = stat()
        guard stat(target, &file) == 0 else { throw PlaceError(target, errno) }
        return ObjectMark(file)
    }

    private func move(_ from: DatasetKey, _ to: DatasetKey, replaces: Bool) throws(PlaceError) {
        guard replaces else { return try settle(path(from), path(to)) }
        guard rename(path(from), path(to)) == 0 else { throw PlaceError(path(to), errno) }
        unlink(path(from))
    }

    /// Gives a file another name, unless that is taken.
    private func settle(_ from: String, _ to: String) throws(PlaceError) {
        if link(from, to) == 0 {
            guard unlink(from) == 0 else { throw PlaceError(from, errno) }
            return
        }
        let reason = errno
        var found = stat()
        guard reason != EEXIST, reason != ENOENT, lstat(to, &found) != 0 else { throw PlaceError(reason == ENOENT ? from : to, reason) }
        guard rename(from, to) == 0 else { throw PlaceError(to, errno) }
    }

    private func copyBytes(_ source: String, _ part: String) throws(PlaceError) {
        let input = open(source, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw PlaceError(source, errno) }
        defer { close(input) }
        let output = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard output >= 0 else { throw PlaceError(part, errno) }
        defer { close(output) }
        var file = stat()
        guard fstat(input, &file) == 0 else { throw PlaceError(source, errno) }
        var left = Int(file.st_size)
        while left > 0 {
            let moved = sendfile(output, input, nil, left)
            if moved < 0, errno == EINTR { continue }
            guard moved > 0 else { throw PlaceError(part, moved == 0 ? EIO : errno) }
            left -= moved
        }
        var times = [file.st_mtim, file.st_mtim]
        guard futimens(output, &times) == 0 else { throw PlaceError(part, errno) }
    }
}
