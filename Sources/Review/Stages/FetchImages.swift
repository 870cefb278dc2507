// Images of frames from S3 or the web into the cache beside the database, before they are needed.
// What is there is not fetched again, so a run that was stopped goes on where it was.

import Foundation
import Frames
import Ingest

/// What a run of the fetching stage did.
public struct FetchReport: Equatable, Sendable {
    /// A frame that has no image, and why in one line.
    public struct Problem: Equatable, Sendable {
        public let frame: FrameNumber
        public let kind: String
        public let reason: String
    }

    public var fetched = 0
    /// There already.
    public var kept = 0
    public var bytes = 0
    /// In the order of the episodes.
    public var problems: [Problem] = []
    public var seconds = 0.0

    /// One line for a person.
    public var summary: String {
        var parts = ["\(fetched) images fetched"]
        if fetched > 0 && seconds > 0 { parts[0] += " in \(duration(seconds)) (\(rate(Double(fetched) / seconds)), \(bytes >> 20) MB)" }
        if kept > 0 { parts.append("\(kept) were there already") }
        for (kind, count) in Dictionary(problems.map { ($0.kind, 1) }, uniquingKeysWith: +).sorted(by: { $0.key < $1.key }) {
            parts.append("\(count) \(kind)")
        }
        return parts.joined(separator: ", ") + "."
    }
}

public enum FetchImages {
    /// How many images must fail for the same passing reason, with none that came, before a run ends.
    private static let hopeless = 8

    /// Fetches the images that are missing. Episodes with a folder of images of their own are left alone, but for sizes
    /// other than thumbnails.
    /// - Parameters:
    ///   - only: fetches these frames of an episode; `nil`: all.
    ///   - fetcher: `nil`: one with the environment's settings.
    /// - Throws: `StageCancelled`; `S3Error`, `IngestError` or `ImageError` where every image fails for one reason (credentials,
    ///   no such bucket, no network); `ReviewError` where nothing can be kept. What was fetched up to then is kept.
    @discardableResult
    public static func run(_ store: ReviewStore, _ episodes: [EpisodeCode], size: ImageSize = .thumbnails, fetcher: ImageFetcher? = nil,
                           only: (EpisodeCode) throws -> Set<FrameNumber>? = { _ in nil }, context: StageContext) throws -> FetchReport {
        let cache = FrameCache(store)
        var report = FetchReport()
        var wanted: [ImageRequest<FrameNumber>] = []
        var pinned: Set<String> = []
        for code in episodes {
            try context.checkCancelled()
            let episode = try store.episode(code)
            if size == .thumbnails, let folder = episode.imageFolder, folder != cache.folder(code) { continue }
            let places = try store.imagePlaces(code), only = try only(code)
            guard places.folders.contains(where: { $0 != nil }) else { continue }
            try cache.makeFolder(code, size)
            for (position, frame) in places.frames.enumerated() where only?.contains(frame) ?? true {
                pinned.insert(cache.file(frame, size))
                if cache.has(frame, size) {
                    report.kept += 1
                } else if let address = places.address(position, size) {
                    wanted.append(ImageRequest(frame, address: address))
                } else {
                    report.problems.append(.init(frame: frame, kind: "no address", reason: "\(frame): the sheet has no base URL for it."))
                }
            }
        }
        if wanted.isEmpty { return report }
        try fetch(wanted, size, cache, try fetcher ?? ImageFetcher(cancelled: { context.isCancelled }), context, &report)
        cache.trim(pinned: pinned)
        let order = Dictionary(wanted.enumerated().map { ($1.tag, $0) }, uniquingKeysWith: { first, _ in first })
        report.problems.sort { (order[$0.frame] ?? -1) < (order[$1.frame] ?? -1) }
        return report
    }

    /// What a stage needs and does not find: nothing where the stage may not fetch.
    /// - Parameter needed: the frames of an episode that the stage has to see; `nil`: all.
    /// - Returns: why frames have no image.
    static func beforeStage(_ store: ReviewStore, _ episodes: [EpisodeCode], needed: (EpisodeCode) throws -> Set<FrameNumber>? = { _ in nil },
                            context: StageContext) throws -> [FrameNumber: String] {
        guard context.mayFetch else { return [:] }
        let toFetch = Set(try store.episodesToFetch())
        let report = try run(store, episodes.filter(toFetch.contains), only: needed, context: context)
        return Dictionary(report.problems.map { ($0.frame, $0.reason) }, uniquingKeysWith: { first, _ in first })
    }

    private static func fetch(_ wanted: [ImageRequest<FrameNumber>], _ size: ImageSize, _ cache: FrameCache, _ fetcher: ImageFetcher,
                              _ context: StageContext, _ report: inout FetchReport) throws {
        let start = ContinuousClock.now
        context.report(StageProgress(title: "fetching", done: 0, total: wanted.count))
        var fetched = 0, bytes = 0, done = 0, problems: [FetchReport.Problem] = []
        defer {
            report.fetched += fetched
            report.bytes += bytes
            report.problems += problems
            report.seconds = (ContinuousClock.now - start) / .seconds(1)
        }
        do {
            try fetcher.fetch(wanted) { request, result in
                done += 1
                switch result {
                case .success(let image):
                    try cache.keep(image, of: request.tag, size)
                    fetched += 1
                    bytes += image.bytes.count
                case .failure(let error):
                    if error.stopsEverything { throw error }
                    problems.append(.init(frame: request.tag, kind: error.kind.rawValue, reason: error.description))
                    if fetched == 0, problems.count >= hopeless, error.kind == .network { throw error }
                }
                context.report(progress(done, wanted.count, bytes, ContinuousClock.now - start))
            }
        } catch where context.isCancelled {
            throw StageCancelled()
        }
        if fetched == 0, problems.count == wanted.count, let first = problems.first, first.kind == ImageError.Kind.network.rawValue {
            throw ReviewError.invalid(first.reason)
        }
    }

    private static func progress(_ done: Int, _ total: Int, _ bytes: Int, _ elapsed: Duration) -> StageProgress {
        var progress = EmbedFrames.progress(done, total, elapsed)
        progress.title = "fetching"
        let seconds = elapsed / .seconds(1)
        if seconds > 0, !progress.detail.isEmpty { progress.detail += ", \(((Double(bytes) / seconds) / 1e5).rounded() / 10) MB/s" }
        return progress
    }
}
