// A drawn film with its truth, imported and trained, for benchmarks of the loop.

import Demo
import Foundation
import Frames
import Ingest
import Review

/// The demo of one seed in a folder; what is there already is used again.
struct DemoProject {
    let folder: String
    let truth: [FrameNumber: RarityClass]

    var database: String { folder + "/review.db" }

    /// Draws 3 x 600 frames of 320x180, imports them, finds shots, embeds and trains.
    init(folder: String, seed: UInt64) throws {
        self.folder = folder
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let film = folder + "/film"
        if !ReviewStore.exists(path: folder + "/trained") {
            let paths = try DemoFilm.draw(into: film, settings: DemoSettings(width: 320, height: 180, seed: seed))
            let store = try ReviewStore(path: folder + "/review.db")
            for (index, entry) in try EpisodesFile.read(path: paths.episodesFile).enumerated() {
                let sheet = try EpisodeSheet.readCSV(path: paths.sheets[index], episode: entry.code)
                try store.importEpisode(entry, sheet, imageFolder: paths.imageFolders[index])
            }
            _ = try TrainModel.run(store, context: StageContext())
            try store.close()
            _ = FileManager.default.createFile(atPath: folder + "/trained", contents: nil)
        }
        var truth: [FrameNumber: RarityClass] = [:]
        for line in try String(contentsOfFile: film + "/truth.csv", encoding: .utf8).split(separator: "\n").dropFirst() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            if let number = FrameNumber(text: cells[0]), let rarity = RarityClass(text: cells[1]) { truth[number] = rarity }
        }
        self.truth = truth
    }

    /// A fresh copy of the database beside it, so that both find the embeddings.
    func copy() throws -> ReviewStore {
        let path = folder + "/run.db"
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        let store = try ReviewStore(path: database)
        try store.backup(to: path)
        try store.close()
        return try ReviewStore(path: path)
    }
}
