// One run at a time a project: two would undo each other's steps.

import Foundation
import Frames

struct DatasetTurn {
    private let descriptor: Int32

    /// - Throws: `ReviewError.invalid` where another run holds it.
    init(_ store: ReviewStore) throws {
        try? FileManager.default.createDirectory(atPath: store.cacheFolder, withIntermediateDirectories: true)
        descriptor = open(store.cacheFolder + "/dataset.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        if descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
            close(descriptor)
            throw ReviewError.invalid("Another rarity dataset is at work on \(store.path.printable(limit: 300)). Wait for it to end.")
        }
    }

    func end() { if descriptor >= 0 { close(descriptor) } }
}
