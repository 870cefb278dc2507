// Data Preparation: from an episodes file and its sheets to frames in review.db.

import Foundation
import Frames
import Ingest
import Model
import Synchronization

/// What an import came to: what was stored, and which episodes could not be read.
public struct ImportOutcome: Sendable {
    /// An episode that was not stored, and why in one line.
    public struct Failure: Equatable, Sendable, CustomStringConvertible {
        public let episode: EpisodeCode
        public let reason: String

        public var description: String { reason.contains("\(episode)") ? reason : "\(episode): \(reason)" }
    }

    /// In the order of the file.
    public var reports: [ImportReport] = []
    public var failures: [Failure] = []
}

/// Imports the sheets of episodes. All are there, and can be read to the end, before the first one is stored; one that fails stops no other.
public struct PrepareData: Sendable {
    /// The episodes file.
    public var file: String
    /// Empty: all of the file.
    public var episodes: [EpisodeCode]
    /// `nil`: the folder of the episodes file.
    public var source: SheetSource?
    /// Folder of `S01E01/FRAME.jpg`; `nil`: beside the sheets or the episodes file, where there are such folders.
    public var images: String?

    /// Sheets that are read at a time: more would only use up Google's quota sooner.
    static let readers = 4

    public init(file: String, episodes: [EpisodeCode] = [], source: SheetSource? = nil, images: String? = nil) {
        self.file = file
        self.episodes = episodes
        self.source = source
        self.images = images
    }

    /// - Parameter store: asked for once all sheets are there and one is good, so that a wrong file makes no database.
    /// - Throws: `IngestError` or `ReviewError` of the episodes file and the database; the sheet's own error where only one
    ///   was asked for. An episode is stored as a whole or not at all; episodes before it stay.
    public func run(_ store: @autoclosure () throws -> ReviewStore, context: StageContext = StageContext()) throws -> ImportOutcome {
        let entries = try wanted()
        let home = file.folderPath
        let read = self.read(entries, try (source ?? .folder(home)).reader(of: entries), context)
        try context.checkCancelled()
        if read.count == 1, case .failure(let error) = read[0] { throw error }
        var outcome = ImportOutcome()
        var opened: ReviewStore?
        for (entry, result) in zip(entries, read) {
            try context.checkCancelled()
            if read.count > 1 { context.report(StageProgress(title: "importing", done: outcome.reports.count, total: read.count, detail: entry.code.description)) }
            switch result {
            case .failure(let error): outcome.failures.append(.init(episode: entry.code, reason: "\(error)"))
            case .success(let (sheet, file)):
                let database = try opened ?? store()
                opened = database
                let folder = imageFolder(entry.code, beside: file.map(\.folderPath) ?? home)
                var report = try database.importEpisode(entry, sheet, imageFolder: folder)
                report.sheet = file.map { ($0 as NSString).lastPathComponent } ?? "\(entry.code)"
                outcome.reports.append(report)
            }
        }
        return outcome
    }

    private typealias Read = Result<(sheet: ArrivingSheet, file: String?), any Error>

    /// Several at a time; each has its own result.
    private func read(_ entries: [EpisodeEntry], _ reader: @escaping SheetSource.Reader, _ context: StageContext) -> [Read] {
        let results = Mutex([Read](repeating: .failure(StageCancelled()), count: entries.count))
        let next = Mutex((begun: 0, done: 0))
        // One sheet is read in a moment, or fails in one line.
        let report: @Sendable (Int, String) -> Void = { done, detail in
            if entries.count > 1 { context.report(StageProgress(title: "reading sheets", done: done, total: entries.count, detail: detail)) }
        }
        report(0, "")
        let workers = Workers(min(Self.readers, entries.count), name: "sheets") { _ in
            while !context.isCancelled {
                let index = next.withLock { $0.begun += 1; return $0.begun - 1 }
                guard index < entries.count else { return }
                let result = Result { try reader(entries[index]) }
                results.withLock { $0[index] = result }
                let done = next.withLock { $0.done += 1; return $0.done }
                report(done, entries[index].code.description)
            }
        }
        while !workers.wait(milliseconds: 50) {}
        return results.withLock { $0 }
    }

    private func wanted() throws -> [EpisodeEntry] {
        let all = try EpisodesFile.read(path: file)
        for episode in episodes where !all.contains(where: { $0.code == episode }) {
            throw ReviewError.invalid("\(file.printable(limit: 300)) has no episode \(episode); it has "
                + all.map(\.code.description).joined(separator: ", ") + ".")
        }
        return episodes.isEmpty ? all : all.filter { episodes.contains($0.code) }
    }

    private func imageFolder(_ episode: EpisodeCode, beside folder: String) -> String? {
        let folder = ((images ?? folder) as NSString).appendingPathComponent(episode.description)
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) && isFolder.boolValue ? folder : nil
    }
}
