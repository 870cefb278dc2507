// A store in a folder of its own, with small episodes that tests can name frames of.

import Foundation
import Frames
import GRDB
import Ingest
@testable import Review

/// A folder that is removed when the tests end: a store may outlive the value.
struct TemporaryFolder: Sendable {
    let path: String

    private static let root: String = {
        let root = NSTemporaryDirectory() + "rarity-tests-\(getpid())"
        atexit { try? FileManager.default.removeItem(atPath: NSTemporaryDirectory() + "rarity-tests-\(getpid())") }
        return root
    }()

    init() throws {
        path = Self.root + "/" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func file(_ name: String) -> String { path + "/" + name }
}

final class StoreFixture: Sendable {
    let folder: TemporaryFolder
    let store: ReviewStore

    init(episodes: Int = 1, frames: Int = 6, prepare: (@Sendable (Database) throws -> Void)? = nil) throws {
        folder = try TemporaryFolder()
        store = try ReviewStore(path: folder.file("review.db"), prepare: prepare)
        for episode in 1...max(1, episodes) {
            try store.importEpisode(Self.entry(episode), Self.sheet(episode, frames: frames), imageFolder: nil)
        }
    }

    static func code(_ episode: Int = 1) -> EpisodeCode { EpisodeCode(season: 1, episode: episode) }

    static func entry(_ episode: Int = 1) -> EpisodeEntry {
        EpisodeEntry(code: code(episode), title: "Test", spreadsheetURL: "", shareLink: "",
                     manifestFile: "manifests/\(code(episode))-manifest.jl")
    }

    static func number(_ index: Int, episode: Int = 1) -> FrameNumber {
        FrameNumber(series: "TT", episode: code(episode), timecode: Timecode(index: index * 6))
    }

    /// Classes by turns: every second frame supervised, every sixth by Jonny.
    static func row(_ index: Int, episode: Int = 1) -> SheetRow {
        SheetRow(row: index + 2, number: number(index, episode: episode), baseURL: "https://s3.us-west-2.amazonaws.com/b/f/",
                 rowIndex: index, unsupervised: .common, supervised: index % 2 == 0 ? .uncommon : nil,
                 jonny: index % 6 == 0 ? .rare : nil, subjects: index % 3 == 0 ? ["Emily"] : [])
    }

    static func sheet(_ episode: Int = 1, frames: Int) -> EpisodeSheet {
        EpisodeSheet(rows: (0..<frames).map { row($0, episode: episode) })
    }

    /// Ids in the order of the episode.
    func ids(_ episode: Int = 1) throws -> [FrameID] { try store.frames(Self.code(episode)).map(\.id) }

    func state(_ index: Int) throws -> FrameState { try store.frames(Self.code())[index].state }

    @discardableResult
    func decide(_ verdict: Decision.Verdict, _ frames: [Int], by reviewer: String) throws -> DecisionOutcome {
        let ids = try ids()
        return try store.decide(Decision(verdict, items: frames.map { Decision.Item(frame: ids[$0]) }, reviewer: reviewer))
    }
}
