// Where an import takes sheets from.

import Foundation
import Frames
import Ingest

/// A place that has the sheets of episodes.
public enum SheetSource: Sendable {
    /// `S01E01.csv` in this folder.
    case folder(String)
    /// Google, asked for only where it is needed. `beside`: a folder whose `S01E01.csv`, where there is one, is taken instead.
    case google(@Sendable () throws -> GoogleSheets, beside: String?)

    typealias Reader = @Sendable (EpisodeEntry) throws -> (sheet: ArrivingSheet, file: String?)

    /// What reads the sheet of an episode, and names its file where it comes from one. May be called from several threads.
    /// - Throws: what stands in the way of every episode, such as credentials that cannot be used.
    func reader(of entries: [EpisodeEntry]) throws -> Reader {
        switch self {
        case .folder(let folder): return { try Self.file($0, in: folder) }
        case .google(let make, let folder):
            let local = Set(entries.map(\.code).filter { code in folder.map { FileManager.default.fileExists(atPath: Self.path(code, in: $0)) } == true })
            let google = local.count < entries.count ? try make() : nil
            return { entry in
                if let folder, local.contains(entry.code) { return try Self.file(entry, in: folder) }
                guard let google else { throw StageCancelled() }
                return (try google.sheet(entry), nil)
            }
        }
    }

    private static func file(_ entry: EpisodeEntry, in folder: String) throws -> (ArrivingSheet, String?) {
        let path = path(entry.code, in: folder)
        return (try ArrivingSheet.readCSV(path: path, episode: entry.code), path)
    }

    private static func path(_ episode: EpisodeCode, in folder: String) -> String {
        (folder as NSString).appendingPathComponent("\(episode).csv")
    }
}
