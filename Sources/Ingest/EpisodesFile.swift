// The list of episodes. It is written by hand, so the first thing that is wrong is named by object and key.

import Foundation
import Frames

/// Reads episodes files: a JSON list of objects, one an episode.
public enum EpisodesFile {
    /// - Throws: `IngestError` for a file that is no such list, with the object (from 1) and the key.
    public static func read(path: String) throws(IngestError) -> [EpisodeEntry] {
        let bytes = try FileBytes.read(path)
        let json: Any
        do {
            json = try JSONSerialization.jsonObject(with: Data(bytes))
        } catch {
            throw .malformed(path: path, place: "", reason: "is not JSON. It must be a list of objects, one an episode.")
        }
        guard let list = json as? [Any] else {
            throw .malformed(path: path, place: "", reason: "is JSON, but no list. It must be a list of objects, one an episode.")
        }
        guard !list.isEmpty else { throw .malformed(path: path, place: "", reason: "holds no episode.") }
        var entries: [EpisodeEntry] = []
        for (index, item) in list.enumerated() {
            let object = try EpisodeObject(item, path: path, place: "object \(index + 1)")
            let entry = try object.entry()
            if let earlier = entries.firstIndex(where: { $0.code == entry.code }) {
                throw .malformed(path: path, place: object.place,
                                 reason: "\(entry.code) stands in object \(earlier + 1) already. Remove one of them.")
            }
            entries.append(entry)
        }
        return entries
    }
}

/// One object of the list, and where it stands.
private struct EpisodeObject {
    let values: [String: Any]
    let path: String
    let place: String

    init(_ item: Any, path: String, place: String) throws(IngestError) {
        guard let values = item as? [String: Any] else {
            throw .malformed(path: path, place: place, reason: "is no object with the keys season, episode, …")
        }
        self.values = values
        self.path = path
        self.place = place
    }

    func entry() throws(IngestError) -> EpisodeEntry {
        let season = try text("season", or: "season_code"), episode = try text("episode", or: "episode_code")
        guard let code = EpisodeCode(text: season.trimmed + episode.trimmed) else {
            throw .malformed(path: path, place: place,
                             reason: "season \"\(season.printable())\" and episode \"\(episode.printable())\" should be like S01 and E07.")
        }
        let manifest = try text("manifest_file", or: nil)
        guard FileReplacement.staysInside(manifest) else {
            throw .malformed(path: path, place: place,
                             reason: "manifest_file \"\(manifest.printable())\" must be a file below the working directory, such as manifests/\(code)-manifest.jl.")
        }
        return EpisodeEntry(
            code: code, title: try text("spreadsheet_title", or: "google_spreadsheet_title").printable(limit: 200),
            spreadsheetURL: try text("spreadsheet_url", or: "google_spreadsheet_url"),
            shareLink: try text("share_link", or: "google_spreadsheet_share_link"), manifestFile: manifest)
    }

    private func text(_ key: String, or other: String?) throws(IngestError) -> String {
        guard let value = values[key] ?? other.flatMap({ values[$0] }) else {
            throw .malformed(path: path, place: place, reason: "has no key \"\(key)\"\(other.map { " (nor \"\($0)\")" } ?? "").")
        }
        guard let text = value as? String else {
            throw .malformed(path: path, place: place, reason: "\"\(key)\" is no text.")
        }
        return text
    }
}
