// bench-manifest: a million frames to a manifest, and a data set of a million objects planned. Prints `name value` lines.

import Foundation
import Frames
import Ingest
import Review

enum ManifestBenchmark {
    private static let episodes = 35

    /// `rarity-bench manifest FOLDER FRAMES`: a database in FOLDER, made unless it is there, to FOLDER/ours.jl.
    static func run(_ arguments: [String]) throws {
        guard arguments.count == 2, let frames = Int(arguments[1]) else { throw BenchmarkError("manifest wants FOLDER FRAMES") }
        let path = "\(arguments[0])/frames-\(frames).db"
        if !FileManager.default.fileExists(atPath: path + ".made") {
            let store = try ReviewStore(path: path)
            for episode in 1...episodes {
                try store.importEpisode(MadeFilm.entry(episode), MadeFilm.sheet(episode, frames: frames / episodes), imageFolder: nil)
            }
            try store.close()
            _ = FileManager.default.createFile(atPath: path + ".made", contents: nil)
        }
        let store = try ReviewStore(path: path)
        let start = ContinuousClock.now
        let draft = try FileDraft(arguments[0] + "/ours.jl")
        let exports = try store.manifest(of: store.episodes(), .jl) { try draft.put($0) }
        try draft.commit()
        print("manifest \((ContinuousClock.now - start) / .milliseconds(1))")
        print("lines \(exports.reduce(0) { $0 + $1.lines })")
    }

    /// `rarity-bench plan OBJECTS`: a bucket as it lists itself in pages of 1,000, the records, what is wanted, and the plan; one
    /// label in a hundred has changed.
    static func plan(_ arguments: [String]) throws {
        let objects = arguments.first.flatMap(Int.init) ?? 1_000_000
        let bucket = MadeBucket(objects: objects)
        let place = BucketPlace(store: bucket, root: S3Location(bucket: "made-bucket", key: "set"))
        let source = "s3://made-bucket/tuttle_twins/frames/"
        let folders = RarityClass.allCases.map { "\($0)/" }
        let wanted = (0..<objects).map { index in
            WantedObject(key: DatasetKey(folder: folders[(index % 5 + (index % 100 == 0 ? 1 : 0)) % 5], name: MadeBucket.name(index)),
                         source: source, mark: ObjectMark(size: 24_000, etag: MadeBucket.etag(index)))
        }
        // As review.db has them.
        let placed = (0..<objects).map { index in
            let mark = ObjectMark(size: 24_000, etag: MadeBucket.etag(index))
            return PlacedObject(key: DatasetKey(folder: folders[index % 5], name: MadeBucket.name(index)), source: source, sourceMark: mark, mark: mark)
        }
        let start = ContinuousClock.now
        let present = try place.present(in: Set(folders))
        let listed = ContinuousClock.now
        let plan = DatasetPlan(wanted: wanted, placed: placed, present: present)
        let end = ContinuousClock.now
        print("plan-list \((listed - start) / .milliseconds(1))")
        print("plan-all \((end - start) / .milliseconds(1))")
        print("plan-moves \(plan.moves.count)")
        print("plan-other \(plan.copies.count + plan.deletes.count + plan.blocked.count)")
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        print("plan-megabytes \((peak ?? 0) / 1024)")
    }
}

/// A bucket that is made up as it is listed.
private struct MadeBucket: ObjectStore {
    let objects: Int

    static func name(_ index: Int) -> String {
        FrameNumber(series: "TT", episode: EpisodeCode(season: 1 + index / 345_600, episode: 1 + index / 28_800 % 12), timecode: Timecode(index: index % 28_800)).fileName
    }

    static func etag(_ index: Int) -> String {
        let hex = String(UInt64(index) &* 0x9E37_79B9_7F4A_7C15 | 1 << 63, radix: 16)
        return hex + hex
    }

    func list(_ prefix: S3Location, page: ([StoredObject]) throws -> Void) throws {
        guard let folder = prefix.key.split(separator: "/").last, let rarity = RarityClass(text: folder) else { return }
        var next: [StoredObject] = []
        for index in stride(from: rarity.rawValue, to: objects, by: 5) {
            next.append(StoredObject(key: prefix.key + Self.name(index), size: 24_000, etag: Self.etag(index)))
            if next.count == 1_000 {
                try page(next)
                next.removeAll(keepingCapacity: true)
            }
        }
        if !next.isEmpty { try page(next) }
    }

    func copy(_ copies: some Sequence<ObjectCopy>, finished: (ObjectCopy, Result<String, S3Error>) throws -> Void) throws {}
    func delete(_ keys: some Sequence<String>, in bucket: String, finished: (String, S3Error?) throws -> Void) throws {}
    func put(_ location: S3Location, _ bytes: [UInt8], condition: PutCondition) throws -> String { "" }
    func get(_ location: S3Location) throws -> ObjectContent? { nil }
}
