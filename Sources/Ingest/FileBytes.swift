// Reading a whole file, with one error that says which one and why.

import Foundation

public enum FileBytes {
    /// - Parameter path: `-` is standard input.
    public static func read(_ path: String) throws(IngestError) -> [UInt8] {
        if path == "-" { return [UInt8](FileHandle.standardInput.readDataToEndOfFile()) }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw .unreadable(path: path, reason: "there is no such file")
        }
        if isFolder.boolValue { throw .unreadable(path: path, reason: "it is a folder") }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        return [UInt8](data)
    }
}
