// The folder in a path, by POSIX rules. Foundation's own traps on a path of one character.

extension String {
    /// The folder that the file or folder of this path lies in: `.` for a bare name, `/` for what lies there.
    public var folderPath: String {
        let path = withoutSlashes
        guard let slash = path.lastIndex(of: "/") else { return path.isEmpty && hasPrefix("/") ? "/" : "." }
        let folder = String(path[..<slash]).withoutSlashes
        return folder.isEmpty ? "/" : String(folder)
    }

    /// Slashes at the end say nothing.
    private var withoutSlashes: Substring { self[..<(lastIndex { $0 != "/" }.map(index(after:)) ?? startIndex)] }
}
