// Whole files as bytes: read with the system's own reason where that fails, written in one step.

#if canImport(Glibc)
import Glibc
#endif

public enum FileBytes {
    /// The whole of a regular file.
    public static func read(_ path: String) throws(ModelError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(place: path, reason: reason()) }
        defer { close(descriptor) }
        var info = stat()
        guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable(place: path, reason: "not a regular file")
        }
        var failure: String?
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(info.st_size)) { buffer, count in
            while count < buffer.count {
                let n = Glibc.read(descriptor, buffer.baseAddress! + count, buffer.count - count)
                if n < 0 && errno == EINTR { continue }
                if n < 0 { failure = reason() }
                if n <= 0 { return }
                count += n
            }
        }
        if let failure { throw .unreadable(place: path, reason: failure) }
        return bytes
    }

    /// Replaces a file: after a failure or a crash the old one is there, whole.
    public static func replace(_ path: String, with bytes: [UInt8]) throws(ModelError) {
        try replace(path) { write in bytes.withUnsafeBytes { write($0) } }
    }

    /// The same with what `body` hands to its argument, part by part.
    static func replace(_ path: String, _ body: ((UnsafeRawBufferPointer) -> Void) -> Void) throws(ModelError) {
        let temporary = "\(path).new-\(getpid())"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .unwritable(place: path, reason: reason()) }
        var failure: String?
        body { bytes in
            var written = 0
            while written < bytes.count && failure == nil {
                let n = write(descriptor, bytes.baseAddress! + written, bytes.count - written)
                if n > 0 { written += n } else if errno != EINTR { failure = reason() }
            }
        }
        if failure == nil && fsync(descriptor) != 0 { failure = reason() }
        close(descriptor)
        if failure == nil && rename(temporary, path) != 0 { failure = reason() }
        if let failure {
            unlink(temporary)
            throw .unwritable(place: path, reason: failure)
        }
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
