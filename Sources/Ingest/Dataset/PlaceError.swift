// What the system says of a file, in one line.

import Foundation
import Frames

/// A file or folder of a data set that could not be read or written.
public struct PlaceError: Error, Equatable, Sendable, CustomStringConvertible {
    public let path: String
    public let code: Int32

    /// Whether every further step would fail as well.
    public let stopsEverything: Bool

    init(_ path: String, _ code: Int32, isRoot: Bool = false) {
        (self.path, self.code) = (path, code)
        stopsEverything = isRoot || [ENOSPC, EDQUOT, EROFS].contains(code)
    }

    public var description: String {
        let reason = switch code {
        case EEXIST: "somebody else's file lies there; it was left alone."
        case ENOSPC, EDQUOT: "the disk is full. Make room and run it again: it goes on."
        case ELOOP: "is a symbolic link, which may lead out of the data set. Remove it, or name another folder."
        case ENOENT: "there is no such file."
        default: String(cString: strerror(code)) + ". Check the folder and its permissions."
        }
        return "\(path.printable(limit: 300)): \(reason)"
    }
}
