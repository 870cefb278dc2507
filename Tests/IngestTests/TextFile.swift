// A file with a given text, in a folder that is removed with the value.

import Foundation

final class TextFile {
    let folder: String
    let path: String

    init(_ text: String, name: String = "S01E01.csv") throws { (folder, path) = try Self.write(Data(text.utf8), name) }

    init(bytes: [UInt8], name: String = "S01E01.csv") throws { (folder, path) = try Self.write(Data(bytes), name) }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// What `body` makes of a file that is there meanwhile.
    static func reading<T>(_ text: String, _ body: (String) throws -> T) throws -> T {
        let file = try TextFile(text)
        return try withExtendedLifetime(file) { try body(file.path) }
    }

    private static func write(_ data: Data, _ name: String) throws -> (String, String) {
        let folder = NSTemporaryDirectory() + "rarity-tests-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try data.write(to: URL(fileURLWithPath: folder + "/" + name))
        return (folder, folder + "/" + name)
    }
}
