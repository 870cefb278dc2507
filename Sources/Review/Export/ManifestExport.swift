// The labels in effect as a manifest, and what is not in it and why.

import Foundation
import Frames
import GRDB
import Ingest
import Model
import Synchronization

/// What a manifest has of one episode.
public struct ManifestExport: Equatable, Sendable {
    public var episode: EpisodeCode
    public var lines = 0
    /// Frames that have no line: no class is in effect, or the sheet has no base URL.
    public var withoutClass = 0, withoutURL = 0
    /// Lines whose class two reviewers contest; the latest is in effect.
    public var contested = 0
}

extension ReviewStore {
    /// Adds the frames of an episode to a manifest, by the labels in effect now, in the order of the film.
    /// - Cost: below 1 µs of one core a frame (`make bench-manifest`).
    public func add(_ episode: EpisodeCode, to manifest: inout Manifest) throws -> ManifestExport {
        try read { db in
            var export = ManifestExport(episode: episode)
            try Self.eachImage(db, episode) { image in
                guard let rarity = image.rarity else { export.withoutClass += 1; return }
                guard let folder = image.folder else { export.withoutURL += 1; return }
                manifest.add(image.number, in: folder, rarity)
                export.lines += 1
                if image.isContested { export.contested += 1 }
            }
            return export
        }
    }

    /// One manifest of many episodes, made by several threads, an episode each.
    /// - Parameter put: gets its parts in order, on this thread, while others are made.
    /// - Throws: `ReviewError`, or what `put` throws.
    public func manifest(of episodes: [EpisodeSummary], _ format: ManifestFormat, put: ([UInt8]) throws -> Void) throws -> [ManifestExport] {
        let parts = ManifestParts()
        let workers = Workers(min(episodes.count, ProcessInfo.processInfo.activeProcessorCount), name: "manifest") { _ in
            while let index = parts.next(of: episodes.count) {
                parts.finish(index, Result {
                    var manifest = Manifest(format, isContinued: index > 0)
                    manifest.reserve(episodes[index].labelled)
                    let export = try self.add(episodes[index].code, to: &manifest)
                    return (manifest.bytes, export)
                })
            }
        }
        defer {
            parts.stop()
            workers.wait()
        }
        return try episodes.indices.map { index in
            let (bytes, export) = try parts.take(index).get()
            try put(bytes)
            return export
        }
    }
}

/// Parts of a manifest between the threads that make them and the one that takes them in order.
private final class ManifestParts: Sendable {
    typealias Part = Result<(bytes: [UInt8], export: ManifestExport), any Error>

    /// Parts that may wait: each is some megabytes.
    private static let most = 8

    private let state = Mutex((begun: 0, isStopped: false, ready: [Int: Part]()))
    private let room = DispatchSemaphore(value: 0)
    private let news = DispatchSemaphore(value: 0)

    /// A semaphore must not end below the value that it began with, and a run that fails leaves parts untaken.
    init() { for _ in 0..<Self.most { room.signal() } }

    /// The next one to make; `nil` where there is none. Waits while too many lie ready.
    func next(of count: Int) -> Int? {
        room.wait()
        let index = state.withLock { state -> Int? in
            guard !state.isStopped, state.begun < count else { return nil }
            state.begun += 1
            return state.begun - 1
        }
        if index == nil { room.signal() }                       // for the other threads, which end as well
        return index
    }

    func finish(_ index: Int, _ part: sending Part) {
        state.withLock { $0.ready[index] = part }
        news.signal()
    }

    func take(_ index: Int) -> Part {
        while true {
            if let part = state.withLock({ $0.ready.removeValue(forKey: index) }) {
                room.signal()
                return part
            }
            news.wait()
        }
    }

    func stop() {
        state.withLock { $0.isStopped = true }
        room.signal()
    }
}
