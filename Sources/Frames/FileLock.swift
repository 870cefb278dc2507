// One process at a time: a lock on a file or a folder, which ends with the process, however that ends.

import Foundation

/// Held from its making until the value is let go. It keeps out only those who ask for it.
public final class FileLock: Sendable {
    /// Why there is none.
    public enum Refusal: Error, Equatable {
        case held
        case unopened(reason: String)
    }

    private let descriptor: Int32

    /// - Parameters:
    ///   - makesFile: the path is a file, made where there is none; else a folder that is there.
    ///   - patience: seconds to wait for another holder.
    public init(_ path: String, makesFile: Bool = false, patience: TimeInterval = 0) throws(Refusal) {
        descriptor = open(path, (makesFile ? O_RDWR | O_CREAT : O_RDONLY | O_DIRECTORY) | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .unopened(reason: String(cString: strerror(errno))) }
        let end = Date(timeIntervalSinceNow: patience)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let reason = errno
            guard reason == EWOULDBLOCK || reason == EINTR else { throw .unopened(reason: String(cString: strerror(reason))) }
            guard Date() < end else { throw .held }
            usleep(1_000)
        }
    }

    deinit {
        // A program that another thread is just starting has the descriptor too: to close ours would leave the lock with it.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
