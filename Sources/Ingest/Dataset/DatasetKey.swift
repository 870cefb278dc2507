// Where an object lies in a data set. Millions of keys share few folders, so the folder is a string of its own.

/// A key below the root of a data set: folder `train/Rare/` and name `TT_S01_E01_FRM-00-00-08-12.jpg`. An object has the
/// name of its image, whatever folder it lies in.
public struct DatasetKey: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Ends in a slash.
    public var folder: String
    public var name: String

    public init(folder: String, name: String) {
        self.folder = folder
        self.name = name
    }

    /// `train/Rare/a.jpg`
    public init(path: String) {
        let cut = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        self.init(folder: String(path[..<cut]), name: String(path[cut...]))
    }

    /// `train/Rare/a.jpg`
    public var description: String { folder + name }

    public static func < (a: Self, b: Self) -> Bool { a.folder == b.folder ? a.name < b.name : a.folder < b.folder }
}
