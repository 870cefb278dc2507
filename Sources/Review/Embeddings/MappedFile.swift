// A file as memory: a read of embeddings costs no copy, and what is not looked at is not read.

#if canImport(Glibc)
import Glibc
#endif

/// A file mapped for reading, as long as it was when it was opened. Embedding files are only ever extended
/// or replaced by name, never shortened, so the mapping stays valid.
final class MappedFile: @unchecked Sendable {
    let bytes: UnsafeRawBufferPointer

    /// `nil` where there is no such file.
    init?(path: String) throws(EmbeddingError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        if descriptor < 0 && errno == ENOENT { return nil }
        guard descriptor >= 0 else { throw .unreadable(place: path, reason: systemReason()) }
        defer { close(descriptor) }
        var info = stat()
        guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable(place: path, reason: "not a regular file")
        }
        guard info.st_size > 0 else {      // an empty file cannot be mapped
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        let address = mmap(nil, Int(info.st_size), PROT_READ, MAP_SHARED, descriptor, 0)
        guard let address, address != MAP_FAILED else { throw .unreadable(place: path, reason: systemReason()) }
        bytes = UnsafeRawBufferPointer(start: address, count: Int(info.st_size))
    }

    deinit {
        if let base = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: base), bytes.count) }
    }
}

/// What the system says about the call that just failed.
func systemReason() -> String { String(cString: strerror(errno)) }
