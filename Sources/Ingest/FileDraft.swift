// A file on its way: written part by part under another name beside its place, and there in one step once it is whole.

import Foundation
import Frames

/// What will replace a file, or be a new one. Given up, it leaves nothing.
public final class FileDraft {
    private let path: String
    /// Links followed.
    private let target: String
    /// `nil` for a pipe or a device, which are written to directly.
    private let part: String?
    private var descriptor: Int32 = -1

    /// - Parameter folder: see `FileReplacement.write`.
    /// - Throws: `IngestError.unwritable`; then nothing was changed.
    public init(_ path: String, below folder: String? = nil) throws(IngestError) {
        self.path = path
        var information = stat()
        if stat(path, &information) == 0 {
            switch information.st_mode & S_IFMT {
            case S_IFDIR: throw .unwritable(path: path, reason: "it is a folder. Name a file in it.")
            case S_IFREG: break
            default:
                (target, part) = (path, nil)
                descriptor = open(path, O_WRONLY)
                if descriptor < 0 { throw Self.failure(path) }
                return
            }
        }
        var target = path
        if lstat(path, &information) == 0, information.st_mode & S_IFMT == S_IFLNK {
            guard let resolved = FileReplacement.realPath(path) else {
                throw .unwritable(path: path, reason: "it is a symbolic link to a file that does not exist. Remove it, or name another file with --output.")
            }
            target = resolved
        }
        self.target = target
        let home = target.folderPath
        if let folder, !FileReplacement.lies(home, below: folder) {
            throw .unwritable(path: path, reason: "it leads out of the working directory. Name it with --output if that is meant.")
        }
        do {
            try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        } catch {
            throw .unwritable(path: path, reason: "its folder cannot be made. Name another file with --output.")
        }
        let part = "\(target).part-\(getpid())"
        self.part = part
        unlink(part)                                            // of an earlier process with our number
        descriptor = open(part, O_WRONLY | O_CREAT | O_EXCL, 0o644)
        if descriptor < 0 { throw Self.failure(path) }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        if let part { unlink(part) }
    }

    /// Writes all of `bytes` behind what was put before.
    public func put(_ bytes: [UInt8]) throws(IngestError) {
        var done = 0
        while done < bytes.count {
            let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + done, bytes.count - done) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw Self.failure(path) }
            done += written
        }
    }

    /// Now it is the file: on the disk, whole, in one step.
    public func commit() throws(IngestError) {
        guard let part else { return }
        guard fsync(descriptor) == 0 else { throw Self.failure(path) }
        var information = stat()
        if stat(target, &information) == 0 { _ = chmod(part, information.st_mode & 0o777) }
        guard rename(part, target) == 0 else { throw Self.failure(path) }
        close(descriptor)
        descriptor = -1
        let folder = open(target.folderPath, O_RDONLY | O_DIRECTORY)      // the new name must survive a power cut too
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
    }

    private static func failure(_ path: String) -> IngestError {
        .unwritable(path: path, reason: String(cString: strerror(errno)) + ". Check the folder, its permissions and the room on the disk.")
    }
}
