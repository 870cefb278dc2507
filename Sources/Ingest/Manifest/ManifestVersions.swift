// Versioned manifests: a file of its own for every version, `S01E01-manifest-2022-05-02T12:43:24.662714.jl`, and a new one only
// when the content differs from the latest.

import Foundation
import Frames

/// The versions of one episode's manifest in a folder, or in a bucket's.
public struct ManifestVersions: Sendable {
    public let episode: EpisodeCode

    public init(_ episode: EpisodeCode) { self.episode = episode }

    private var prefix: String { "\(episode)-manifest-" }
    private static let ending = ".jl"

    /// The latest version among the names of a folder: a time sorts as its text.
    public func latest(of names: some Sequence<String>) -> String? {
        names.filter { $0.hasPrefix(prefix) && $0.hasSuffix(Self.ending) && Self.isTime($0.dropFirst(prefix.count).dropLast(Self.ending.count)) }.max()
    }

    /// The name of a version made now; later than `latest` also where a clock was set back.
    /// - Parameter now: UTC microseconds since 1970.
    public func next(after latest: String?, now: Int64 = Int64(Date().timeIntervalSince1970 * 1e6)) -> String {
        var time = now
        while true {
            let name = prefix + Self.text(time) + Self.ending
            guard let latest, name <= latest else { return name }
            guard let then = Self.microseconds(latest.dropFirst(prefix.count).dropLast(Self.ending.count)) else { return name }
            time = then + 1
        }
    }

    /// Writes a version into a folder, unless the latest one there has the same content.
    /// - Returns: the path of the version that now is the latest, and whether it was written.
    public func write(_ manifest: Manifest, into folder: String, below outer: String? = nil) throws(IngestError) -> (path: String, isNew: Bool) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
        let latest = latest(of: names)
        if let latest, try FileBytes.read(Self.join(folder, latest)) == manifest.bytes { return (Self.join(folder, latest), false) }
        let path = Self.join(folder, next(after: latest))
        try FileReplacement.write(manifest.bytes, to: path, below: outer)
        return (path, true)
    }

    /// The same in a bucket.
    /// - Throws: `S3Error`
    public func write(_ manifest: Manifest, into folder: S3Location, _ store: some ObjectStore) throws -> (location: S3Location, isNew: Bool) {
        var names: [String] = []
        let start = folder.appending(prefix)
        try store.list(start) { page in names += page.map { prefix + $0.key.dropFirst(start.key.count) } }
        let latest = latest(of: names)
        if let latest, try store.get(folder.appending(latest))?.bytes == manifest.bytes { return (folder.appending(latest), false) }
        let location = folder.appending(next(after: latest))
        try store.put(location, manifest.bytes, condition: .always)
        return (location, true)
    }

    private static func join(_ folder: String, _ name: String) -> String { folder.isEmpty ? name : folder + "/" + name }

    /// `2022-05-02T12:43:24.662714`
    private static func text(_ microseconds: Int64) -> String {
        let seconds = microseconds / 1_000_000
        let day = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601).dropLast()
        return day + String(format: ".%06d", Int(microseconds % 1_000_000))
    }

    private static func microseconds(_ text: Substring) -> Int64? {
        guard isTime(text), let date = try? Date(text.prefix(19) + "Z", strategy: .iso8601) else { return nil }
        return Int64(date.timeIntervalSince1970) * 1_000_000 + (Int64(text.dropFirst(20)) ?? 0)
    }

    /// As Python writes it: without a fraction where that is zero.
    private static func isTime(_ text: Substring) -> Bool {
        let form = "0000-00-00T00:00:00.000000"
        return (text.utf8.count == 19 || text.utf8.count == 26)
            && zip(text.utf8, form.utf8).allSatisfy { $1 == UInt8(ascii: "0") ? (48...57).contains($0) : $0 == $1 }
    }
}
