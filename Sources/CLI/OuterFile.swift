// A file that an argument or a manifest names: on this machine, in S3, or at any other https address.

import Foundation
import Frames
import Ingest

struct OuterFile {
    let name: String

    init(_ name: String) { self.name = name }

    /// As it may be shown: the query of an address may be a signature.
    var shown: String { name.contains("://") ? HTTPError.shown(name) : name }

    /// The whole file; `-` is standard input.
    /// - Throws: `IngestError`, `S3Error`, `HTTPError`
    func read() throws -> [UInt8] {
        guard name.contains("://") else { return try FileBytes.read(name) }
        let client = try OuterWorld.client()
        switch S3Address(text: name, endpoint: client.settings.endpoint) {
        case .object(let location, _)?:
            guard let content = try client.get(location) else { throw S3Error(.notFound, location.description, "there is no such object.") }
            return content.bytes
        case .plain(let url)?:
            let response = try OuterWorld.web.send(HTTPRequest(url))
            guard response.isSuccess else { throw IngestError.unreadable(path: shown, reason: "the server answered \(response.status)") }
            return response.body
        case nil:
            throw IngestError.unreadable(path: shown, reason: "no such address can be")
        }
    }

    /// Part by part, and there as a whole or not at all.
    func write<Result>(_ body: (_ put: ([UInt8]) throws -> Void) throws -> Result) throws -> Result {
        guard name.hasPrefix("s3://") else {
            let draft = try FileDraft(name)
            let result = try body { try draft.put($0) }
            try draft.commit()
            return result
        }
        let (client, location) = (try OuterWorld.client(), try OuterWorld.location(name))
        var bytes: [UInt8] = []
        let result = try body { bytes += $0 }
        try client.put(location, bytes)
        return result
    }

    /// As the latest version of a manifest in this folder.
    func write(version manifest: Manifest, of episode: EpisodeCode, below outer: String?) throws -> (path: String, isNew: Bool) {
        guard name.hasPrefix("s3://") else { return try ManifestVersions(episode).write(manifest, into: name, below: outer) }
        let (location, isNew) = try ManifestVersions(episode).write(manifest, into: OuterWorld.location(name), OuterWorld.client())
        return (location.description, isNew)
    }
}

/// The way out, made when it is first needed.
enum OuterWorld {
    private static let shared = Result { () throws(IngestError) in try S3Client() }
    static let web = HTTPClient()

    static func client() throws -> S3Client { try shared.get() }

    /// - Throws: where it is no `s3://bucket/key`.
    static func location(_ text: String) throws -> S3Location {
        guard let location = S3Location(text: text) else {
            throw IngestError.malformed(path: text, place: "", reason: "is no place in S3; one is like s3://bucket/folder.")
        }
        return location
    }
}
