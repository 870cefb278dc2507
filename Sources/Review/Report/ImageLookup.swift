// The picture behind a line of a manifest: a file of this machine where there is one, else what the outer world has.

import Foundation
import Frames
import Ingest

/// Finds images by address, path or frame number.
public struct ImageLookup {
    /// Folder of the manifest; paths may be relative to it.
    private let folder: String
    /// `nil` where there is no database.
    private let store: ReviewStore?
    private var imageFolders: [EpisodeCode: String]?
    /// Gets the bytes of an `https://` or `s3://` address.
    private let fetch: (String) throws -> [UInt8]

    public init(beside manifest: String, store: ReviewStore?, fetch: @escaping (String) throws -> [UInt8]) {
        folder = manifest.folderPath
        (self.store, self.fetch) = (store, fetch)
    }

    /// The bytes of an image.
    /// - Throws: one line that says why there are none.
    public mutating func bytes(of ref: String) throws -> [UInt8] {
        if let path = try file(of: ref) { return try FileBytes.read(path) }
        guard ref.hasPrefix("https://") || ref.hasPrefix("http://") || ref.hasPrefix("s3://") else {
            throw FrameError.unreadable(place: ref, reason: "no such file here, beside the manifest, or in the folder of its episode's images")
        }
        return try fetch(ref)
    }

    private mutating func file(of ref: String) throws -> String? {
        let paths = ref.contains("://") ? [] : [ref, folder + "/" + ref]
        if let path = paths.first(where: Self.isFile) { return path }
        guard let number = ManifestFile.frame(ref), let images = try imageFolder(number.episode) else { return nil }
        let path = images + "/" + number.fileName
        return Self.isFile(path) ? path : nil
    }

    private mutating func imageFolder(_ episode: EpisodeCode) throws -> String? {
        if imageFolders == nil {
            let known = try store?.episodes().compactMap { one in one.imageFolder.map { (one.code, $0) } } ?? []
            imageFolders = Dictionary(known) { first, _ in first }
        }
        return imageFolders?[episode]
    }

    private static func isFile(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
    }
}
