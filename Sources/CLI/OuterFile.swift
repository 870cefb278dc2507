// A file that an argument names: on this machine, or in S3.

import Foundation
import Frames
import Ingest

struct OuterFile {
    let name: String

    init(_ name: String) { self.name = name }

    /// The whole file.
    /// - Throws: `IngestError`, `S3Error`
    func read() throws -> [UInt8] {
        try FileBytes.read(name)
    }

    /// As a whole or not at all.
    func write(_ bytes: [UInt8]) throws {
        try FileReplacement.write(bytes, to: name)
    }

    /// As the latest version of a manifest in this folder.
    func write(version manifest: Manifest, of episode: EpisodeCode, below outer: String?) throws -> (path: String, isNew: Bool) {
        try ManifestVersions(episode).write(manifest, into: name, below: outer)
    }
}
