// Shares into the embedding files that one machine would have made, bit for bit.

#if canImport(Glibc)
import Glibc
#endif
import Foundation
import Frames
import Ingest
import Model

/// What is wrong with the shares at a place.
public struct ShardsIncomplete: Error, Equatable, Sendable, CustomStringConvertible {
    public let place: String
    public let reason: String

    public var description: String { "\(place): \(reason)" }
}

/// What a merge did.
public struct ShardMergeReport: Equatable, Sendable {
    public var shards = 0
    public var episodes = 0
    public var frames = 0
    /// Frames without a usable image.
    public var missing = 0
}

/// All shares of a set of episodes.
struct ShardMerge {
    /// A share's rows of one episode.
    private struct Piece {
        let shard: Shard
        let job: EmbeddingJob
        let file: EmbeddingFile
    }

    private let place: ShardPlace
    private let jobs: [EmbeddingJob]
    private var pieces: [EpisodeCode: [Piece]] = [:]
    private(set) var count = 0

    /// Checks that all shares are there, whole, and of these very frames.
    /// - Parameter begin: called before the files are read, where every share says that it is whole.
    /// - Throws: `ShardsIncomplete` with all that are not.
    init(_ jobs: [EmbeddingJob], at place: ShardPlace, check: () throws -> Void, begin: () -> Void) throws {
        self.place = place
        self.jobs = jobs
        let records = try place.records()
        let counts = Set(records.keys.map(\.count)).sorted()
        guard let count = counts.first else { throw ShardsIncomplete(place: place.shown, reason: "there is no finished shard of \(place.trunk) here.") }
        guard counts.count == 1 else {
            throw ShardsIncomplete(place: place.shown, reason: "there are shards of \(counts.map { "\($0)" }.joined(separator: " and of ")). Remove those that do not belong.")
        }
        self.count = count
        if records.count == count { begin() }
        var missing: [Int] = [], wrong: [String] = []
        for index in 0..<count {
            try check()
            guard let shard = Shard(index: index, count: count), let record = records[shard] else { missing.append(index); continue }
            if let reason = try take(shard, record) { wrong.append("\(index) (\(reason))") }
        }
        var parts: [String] = []
        if !missing.isEmpty { parts.append("missing: \(Self.ranges(missing))") }
        if !wrong.isEmpty { parts.append("not usable: \(wrong.prefix(8).joined(separator: ", "))\(wrong.count > 8 ? ", and \(wrong.count - 8) more" : "")") }
        guard parts.isEmpty else {
            throw ShardsIncomplete(place: place.shown, reason: "of \(count) shards \(parts.joined(separator: "; ")). Run these again: rarity embed --shard I/\(count).")
        }
    }

    /// - Returns: why the share cannot be used; `nil` where it can.
    private mutating func take(_ shard: Shard, _ record: ShardRecord) throws -> String? {
        let parts = shard.part(of: jobs)
        guard record.files.map(\.episode) == parts.map({ "\($0.episode)" }) else { return "made for other episodes" }
        for (job, file) in zip(parts, record.files) {
            guard file.list == ShardRecord.list(job.frames) else { return "made from another list of frames of \(job.episode)" }
            guard let mapped = try place.file(shard, file) else { return "\(job.episode) is missing" }
            guard mapped.bytes.count == file.bytes, ShardRecord.hex(checksum(mapped.bytes)) == file.checksum else { return "\(job.episode) is damaged" }
            guard let rows = try? EmbeddingFile(path: place.folder(shard).file(job.episode), trunk: place.trunk), rows.rows == job.frames.count, rows.isWhole,
                  (0..<rows.rows).allSatisfy({ rows.mark($0).state != .none }) else { return "\(job.episode) lacks frames" }
            pieces[job.episode, default: []].append(Piece(shard: shard, job: job, file: rows))
        }
        return nil
    }

    /// Writes the files of all episodes, each in one step.
    func write(into folder: EmbeddingFolder, check: () throws -> Void, progress: (Int) -> Void) throws -> ShardMergeReport {
        let lock = try folder.lock()
        defer { withExtendedLifetime(lock) {} }
        var report = ShardMergeReport(shards: count)
        for job in jobs {
            try check()
            let pieces = (pieces[job.episode] ?? []).sorted { $0.shard.index < $1.shard.index }
            let layout = EmbeddingLayout(trunk: folder.trunk, frames: job.frames)
            let file = try WholeFile(path: folder.file(job.episode), length: layout.fileLength)
            try file.put(layout.encoded(), at: 0)
            var row = 0
            for piece in pieces {
                for own in 0..<piece.job.frames.count {
                    let mark = piece.file.mark(own)
                    if mark.state == .missing { report.missing += 1 }
                    if let numbers = piece.file.numbers(own) { try file.put(numbers, at: layout.rowOffset(row)) }
                    try file.put(mark.encoded, at: layout.markOffset(row))
                    row += 1
                }
                progress(report.frames + row)
            }
            try file.finish()
            report.frames += row
            report.episodes += 1
        }
        return report
    }

    /// `3, 7-9`
    static func ranges(_ numbers: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for number in numbers {
            if let last = runs.last, last.upperBound + 1 == number { runs[runs.count - 1] = last.lowerBound...number } else { runs.append(number...number) }
        }
        return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ", ")
    }
}

/// A file that appears under its name when it is finished, or never.
private final class WholeFile {
    private let path: String
    private let descriptor: Int32
    private var isFinished = false

    init(path: String, length: Int) throws(EmbeddingError) {
        self.path = path
        descriptor = open(path + ".new", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0, ftruncate(descriptor, length) == 0 else { throw .unwritable(place: path, reason: systemReason()) }
    }

    deinit {
        close(descriptor)
        if !isFinished { unlink(path + ".new") }
    }

    func put(_ bytes: [UInt8], at offset: Int) throws(EmbeddingError) {
        let wrong: EmbeddingError? = bytes.withUnsafeBytes { failure($0, offset) }
        if let wrong { throw wrong }
    }

    func put(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(EmbeddingError) {
        if let failure = failure(bytes, offset) { throw failure }
    }

    func finish() throws(EmbeddingError) {
        guard fsync(descriptor) == 0, rename(path + ".new", path) == 0 else { throw .unwritable(place: path, reason: systemReason()) }
        isFinished = true
    }

    private func failure(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> EmbeddingError? {
        var done = 0
        while done < bytes.count {
            guard let base = bytes.baseAddress else { return nil }
            let written = pwrite(descriptor, base + done, bytes.count - done, offset + done)
            if written > 0 { done += written } else if errno != EINTR { return .unwritable(place: path, reason: systemReason()) }
        }
        return nil
    }
}
