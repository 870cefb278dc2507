// Why a demo film could not be drawn; all messages of the module are made here.

import Frames

public enum DemoError: Error, Equatable, Sendable, CustomStringConvertible {
    case setting(name: String, value: Int, allowed: ClosedRange<Int>)
    /// There is something that a demo film would overwrite.
    case occupied(path: String, found: String)
    case busy(path: String)
    case file(path: String, reason: String)
    case cancelled

    public var description: String {
        switch self {
        case .setting(let name, let value, let allowed):
            "demo: \(name) \(value) is not possible. Choose from \(allowed.lowerBound) to \(allowed.upperBound)."
        case .occupied(let path, let found):
            "\(path.printable(limit: 300)): holds \(found.printable()) that is no demo film. Name an empty folder."
        case .busy(let path):
            "\(path.printable(limit: 300)): another rarity draws a demo film here. Wait for it, or name another folder."
        case .file(let path, let reason):
            "\(path.printable(limit: 300)): \(reason.printable()). Check the folder's rights and the space left, then draw again."
        case .cancelled:
            "Stopped. Nothing was changed; draw again to begin anew."
        }
    }
}
