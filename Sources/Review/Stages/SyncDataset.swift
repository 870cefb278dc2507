// Brings a data set in step with the labels in effect: plan first, then act, then look again.

import Foundation
import Frames
import Ingest

/// A data set of class folders, in a folder or a bucket.
public struct SyncDataset: Sendable {
    /// Empty: all. Objects of other episodes are left as they are.
    public var episodes: [EpisodeCode] = []
    /// `nil`: no split folders.
    public var split: DatasetSplit?
    public var unit: DatasetSplit.Unit = .scene
    public var seed: UInt64 = 0
    /// Plans, and changes nothing.
    public var isDryRun = false
    /// The folder in S3, `s3://bucket/…/`, that the place can copy a base URL's images from; `nil` where it cannot.
    public var remoteFolder: @Sendable (ImageFolder) -> String? = { _ in nil }

    public init() {}

    /// An interrupted run goes on where it was, whenever it is run again.
    /// - Throws: `ReviewError`, `IngestError`, `S3Error`, `PlaceError`, `StageCancelled`; what was done up to then is recorded.
    /// - Cost: a listing of the data set and one of the images; then a step for what differs.
    public func run(_ store: ReviewStore, _ place: any DatasetPlace, context: StageContext = StageContext()) throws -> DatasetReport {
        let turn = try Self.turn(store)
        defer { withExtendedLifetime(turn) {} }
        var report = DatasetReport(place: place.name)
        var content = DatasetContent(store, place, remoteFolder: remoteFolder, split: split, unit: unit, seed: seed)
        if !isDryRun { try fetchImages(store, &report, context) }
        let summaries = try episodes.isEmpty ? store.episodes() : episodes.map { try store.episode($0) }
        for (done, episode) in summaries.enumerated() {
            try context.checkCancelled()
            context.report(StageProgress(title: "looking at images", done: done, total: summaries.count, detail: episode.code.description))
            try content.add(episode, &report, context)
        }
        context.report(StageProgress(title: "looking at the data set", done: 0, total: 0))
        let records = try DatasetRecords(store, place: place.name)
        let (placed, present) = try whatIsThere(records, place, Set(content.wanted.keys).union(content.imageless.map(\.folder)))
        report.withoutImage = content.keep(placed, present)
        report.folders = content.wanted.map { ($0.key, $0.value.count) }.sorted { $0.0 < $1.0 }
        let wanted = content.objects
        let plan = DatasetPlan(wanted: wanted, placed: placed, present: present)
        report.take(plan)
        guard !isDryRun else { return report }

        try records.record(plan.renewed, forgotten: plan.lost)
        try carryOut(plan, records, place, &report, context)
        if !plan.isEmpty { try verify(records, place, wanted, &report) }
        try records.end()
        return report
    }

    /// One run at a time a project: two would undo each other's steps. `nil` where nothing can be locked.
    static func turn(_ store: ReviewStore) throws -> FileLock? {
        try? FileManager.default.createDirectory(atPath: store.cacheFolder, withIntermediateDirectories: true)
        do {
            return try FileLock(store.cacheFolder + "/dataset.lock", makesFile: true)
        } catch .held {
            throw ReviewError.invalid("Another rarity dataset is at work on \(store.path.printable(limit: 300)). Wait for it to end.")
        } catch { return nil }
    }

    /// Images that the place cannot copy from where they are, and that are not on this machine.
    private func fetchImages(_ store: ReviewStore, _ report: inout DatasetReport, _ context: StageContext) throws {
        guard context.mayFetch else { return }
        let remote = try store.episodesToFetch().filter { code in
            guard episodes.isEmpty || episodes.contains(code) else { return false }
            return try Set(store.imagePlaces(code).folders).contains { $0.map { remoteFolder($0) == nil } ?? false }
        }
        let missing = try FetchImages.beforeStage(store, remote, needed: { code in
            try store.read { db in
                var labelled: Set<FrameNumber> = []
                try ReviewStore.eachImage(db, code) { if $0.rarity != nil, $0.folder != nil { labelled.insert($0.number) } }
                return labelled
            }
        }, context: context)
        if let first = missing.values.min() { report.notices.append("\(counted(missing.count, "image")) could not be fetched: \(first)") }
    }

    /// The records of the episodes at hand, those of an interrupted run included, and what lies there.
    private func whatIsThere(_ records: DatasetRecords, _ place: any DatasetPlace, _ wanted: Set<String>) throws
        -> (placed: [PlacedObject], present: [PresentObject]) {
        var placed = try records.placed()
        let intents = try records.intents()
        let folders = wanted.union(placed.map(\.key.folder)).union(intents.map(\.key.folder))
        let present = try place.present(in: folders)
        if !intents.isEmpty {
            let adopted = Self.adopt(intents, placed, present)
            if !isDryRun {
                try records.record(adopted, forgotten: [])
                try records.end()
            }
            let keys = Set(adopted.map(\.key))
            placed = placed.filter { !keys.contains($0.key) } + adopted
        }
        return (ofNamedEpisodes(placed), present)
    }

    private func ofNamedEpisodes(_ placed: [PlacedObject]) -> [PlacedObject] {
        if episodes.isEmpty { return placed }
        let named = Set(episodes)
        return placed.filter { FrameNumber(text: $0.key.name.dropLast(4)).map { named.contains($0.episode) } ?? false }
    }

    /// What an interrupted run has written and not recorded: it lies where that run set out to write, with the image's size, and
    /// is not what was recorded there before.
    private static func adopt(_ intents: [WantedObject], _ placed: [PlacedObject], _ present: [PresentObject]) -> [PlacedObject] {
        let marks = Dictionary(present.map { ($0.key, $0.mark) }) { first, _ in first }
        let recorded = Dictionary(placed.map { ($0.key, $0.mark) }) { first, _ in first }
        return intents.compactMap { intent in
            guard let mark = marks[intent.key], mark != recorded[intent.key], intent.mark.map({ $0.size == mark.size }) ?? true else { return nil }
            return PlacedObject(key: intent.key, source: intent.source, sourceMark: intent.mark, mark: mark)
        }
    }

    private func carryOut(_ plan: DatasetPlan, _ records: DatasetRecords, _ place: any DatasetPlace, _ report: inout DatasetReport, _ context: StageContext) throws {
        try records.begin(plan.moves + plan.copies)
        var log = ChangeLog(records, total: plan.copies.count + plan.moves.count * 2 + plan.deletes.count, context)
        var counted = report
        do {
            try place.carryOut(plan) { change in
                if case .failed(let key, let reason) = change { counted.fail("\(key.description.printable(limit: 200)): \(reason)") }
                try log.add(change)
                try context.checkCancelled()
            }
            try log.flush()
        } catch {
            // What was done is recorded, whatever ended the run.
            try log.flush()
            throw error
        }
        report = counted
        place.tidy(Set(plan.steps.flatMap(\.folders)))
    }

    /// Looks again: every wanted object is there as it was put there, and what was to go is gone.
    private func verify(_ records: DatasetRecords, _ place: any DatasetPlace, _ wanted: [WantedObject], _ report: inout DatasetReport) throws {
        let placed = ofNamedEpisodes(try records.placed())
        let present = try place.present(in: Set(wanted.map(\.key.folder)).union(placed.map(\.key.folder)))
        let marks = Dictionary(present.map { ($0.key, $0.mark) }) { first, _ in first }
        var renewed: [PlacedObject] = []
        for one in placed {
            guard let mark = marks[one.key], mark.agrees(with: one.mark), one.sourceMark.map({ $0.size == mark.size }) ?? true else {
                report.fail("\(one.key.description.printable(limit: 200)): is not there as it was put there. Run it again.")
                continue
            }
            if mark != one.mark { renewed.append(PlacedObject(key: one.key, source: one.source, sourceMark: one.sourceMark, mark: mark)) }
        }
        try records.record(renewed, forgotten: [])
    }
}
