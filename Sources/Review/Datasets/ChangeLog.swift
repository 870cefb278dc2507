// What has become true at the place of a data set goes into review.db a thousand at a time, and at least twice a second.

import Ingest

struct ChangeLog {
    private let records: DatasetRecords
    private let context: StageContext
    private let total: Int
    private var placed: [PlacedObject] = []
    private var removed: [DatasetKey] = []
    private var done = 0
    private var lastFlush = ContinuousClock.now

    init(_ records: DatasetRecords, total: Int, _ context: StageContext) {
        (self.records, self.total, self.context) = (records, total, context)
    }

    mutating func add(_ change: DatasetChange) throws {
        switch change {
        case .placed(let object): placed.append(object)
        case .removed(let key): removed.append(key)
        case .failed: break
        }
        done += 1
        if done % 64 == 0 { context.report(StageProgress(title: "data set", done: min(done, total), total: total, detail: "\(done) of \(total) steps")) }
        if placed.count + removed.count >= 1_000 || done % 64 == 0 && lastFlush.duration(to: .now) > .milliseconds(500) { try flush() }
    }

    mutating func flush() throws {
        try records.record(placed, forgotten: removed)
        placed.removeAll(keepingCapacity: true)
        removed.removeAll(keepingCapacity: true)
        lastFlush = .now
    }
}
