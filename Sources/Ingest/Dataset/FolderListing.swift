// What lies in one folder, with the size and time of each file; no link is followed below it.

import Foundation

enum FolderListing {
    /// - Parameter found: called for every entry with its name and what `lstat` says.
    /// - Throws: `PlaceError` where the folder is there and cannot be read.
    static func read(_ path: String, found: (String, stat) -> Void) throws(PlaceError) {
        guard let folder = opendir(path) else {
            if errno == ENOENT { return }
            throw PlaceError(path, errno)
        }
        defer { closedir(folder) }
        let descriptor = dirfd(folder)
        errno = 0
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            var file = stat()
            if name != ".", name != "..", fstatat(descriptor, name, &file, AT_SYMLINK_NOFOLLOW) == 0 { found(name, file) }
            errno = 0
        }
        guard errno == 0 else { throw PlaceError(path, errno) }
    }
}
