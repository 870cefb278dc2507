// A write-ahead log shared by two machines would be torn, so a database on a network file system does without.

import Foundation

enum NetworkFolder {
    private static let types: Set<Substring> = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "9p", "fuse.sshfs"]

    /// Whether a folder lies on a file system of another machine. Where that cannot be told: no.
    static func contains(_ folder: String) -> Bool {
        guard let resolved = realpath(folder, nil) else { return false }
        defer { free(resolved) }
        let mounts = (try? String(contentsOfFile: "/proc/self/mounts", encoding: .utf8)) ?? ""
        return contains(String(cString: resolved), mounts: mounts)
    }

    /// - Parameters:
    ///   - path: absolute, without symbolic links.
    ///   - mounts: in the form of `/proc/self/mounts`: device, mount point, type, …
    static func contains(_ path: String, mounts: String) -> Bool {
        var best = (length: -1, isNetwork: false)
        for line in mounts.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count >= 3 else { continue }
            let point = fields[1].replacingOccurrences(of: "\\040", with: " ")
            let holds = point == "/" || path == point || path.hasPrefix(point + "/")
            if holds, point.utf8.count >= best.length { best = (point.utf8.count, types.contains(fields[2])) }
        }
        return best.isNetwork
    }
}
