// Programs that start together would each make, or upgrade, the same database; so they open it one after the other.

import Foundation

/// A lock on the folder of a database, held for the milliseconds of opening. It ends with the process, and leaves no file.
struct OpeningTurn {
    private let descriptor: Int32

    /// Waits for its turn, at most as long as for a write. Where a folder cannot be locked there are no turns.
    init(folder: String) {
        descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        let end = Date(timeIntervalSinceNow: ReviewStore.busyTimeout)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK || errno == EINTR, Date() < end {
            usleep(1000)
        }
    }

    func end() {
        if descriptor >= 0 { close(descriptor) }
    }
}
