// Data Preparation: from an episodes file and its sheets to frames in review.db.

import Foundation
import Frames
import Ingest

/// Imports the sheets of episodes. All files are read before the first one is stored.
public struct PrepareData: Sendable {
    /// The episodes file.
    public var file: String
    /// Empty: all of the file.
    public var episodes: [EpisodeCode]
    /// Folder of `S01E01.csv`; `nil`: beside the episodes file.
    public var sheets: String?
    /// Folder of `S01E01/FRAME.jpg`; `nil`: beside the sheets, where there are such folders.
    public var images: String?

    public init(file: String, episodes: [EpisodeCode] = [], sheets: String? = nil, images: String? = nil) {
        self.file = file
        self.episodes = episodes
        self.sheets = sheets
        self.images = images
    }

    /// - Parameter store: asked for once all files were read, so that a wrong file makes no database.
    /// - Returns: a report an episode, in the order of the file.
    /// - Throws: `IngestError` or `ReviewError`. An episode is stored as a whole or not at all; episodes before it stay.
    public func run(_ store: @autoclosure () throws -> ReviewStore, context: StageContext = StageContext()) throws -> [ImportReport] {
        var read: [(EpisodeEntry, EpisodeSheet)] = []
        let entries = try wanted()
        let folder = sheets ?? ReviewStore.folder(of: file)
        for entry in entries {
            try context.checkCancelled()
            context.report(StageProgress(title: "reading sheets", done: read.count, total: entries.count, detail: entry.code.description))
            let path = (folder as NSString).appendingPathComponent("\(entry.code).csv")
            read.append((entry, try EpisodeSheet.readCSV(path: path, episode: entry.code)))
        }
        let store = try store()
        var reports: [ImportReport] = []
        for (entry, sheet) in read {
            try context.checkCancelled()
            context.report(StageProgress(title: "importing", done: reports.count, total: read.count, detail: entry.code.description))
            reports.append(try store.importEpisode(entry, sheet, imageFolder: imageFolder(entry.code, beside: folder)))
        }
        return reports
    }

    private func wanted() throws -> [EpisodeEntry] {
        let all = try EpisodesFile.read(path: file)
        for episode in episodes where !all.contains(where: { $0.code == episode }) {
            throw ReviewError.invalid("\(file.printable(limit: 300)) has no episode \(episode); it has "
                + all.map(\.code.description).joined(separator: ", ") + ".")
        }
        return episodes.isEmpty ? all : all.filter { episodes.contains($0.code) }
    }

    private func imageFolder(_ episode: EpisodeCode, beside sheets: String) -> String? {
        let folder = ((images ?? sheets) as NSString).appendingPathComponent(episode.description)
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) && isFolder.boolValue ? folder : nil
    }
}
