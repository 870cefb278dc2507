// What can be wrong with a file from outside, in words for the person who has to mend it.

import Frames

/// A file that cannot be used at all. What is wrong with single rows is a `SheetProblem` and stops nothing.
public enum IngestError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file does not exist or may not be read.
    case unreadable(path: String, reason: String)
    /// The file could not be written; the earlier one is as it was.
    case unwritable(path: String, reason: String)
    /// The file has another form than it should.
    case malformed(path: String, place: String, reason: String)
    /// A sheet without a column that it cannot do without.
    case missingColumns(path: String, missing: [String], found: [String])

    public var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "\(path.printable(limit: 300)): cannot be read: \(reason.printable()). Check the path and its permissions."
        case .unwritable(let path, let reason):
            "\(path.printable(limit: 300)): cannot be written: \(reason.printable(limit: 160))"
        case .malformed(let path, let place, let reason):
            "\(path.printable(limit: 300))\(place.isEmpty ? "" : ", \(place.printable())"): \(reason.printable(limit: 300))"
        case .missingColumns(let path, let missing, let found):
            "\(path.printable(limit: 300)): no column \(missing.joined(separator: ", ")) in its first row, which holds "
                + "\(found.isEmpty ? "nothing" : found.joined(separator: ", ").printable(limit: 160)). Is it an episode's sheet?"
        }
    }
}
