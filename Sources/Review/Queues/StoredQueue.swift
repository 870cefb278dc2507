// Queues that are an index of the database: the next item is a seek, with no episode in memory, however many
// frames lie before and behind it.

import Frames
import GRDB

/// The indexed queues of one episode: in order, disagreements, contested, flagged.
public struct StoredQueue: Sendable {
    /// Those that can be asked for.
    public static let names: Set<QueueName> = [.inOrder, .disagreements, .contested, .flagged]

    private let store: ReviewStore
    private let episode: EpisodeCode
    private let shots: [Shot]

    /// Reads the shots of the episode.
    public init(_ store: ReviewStore, _ episode: EpisodeCode) throws {
        (self.store, self.episode) = (store, episode)
        shots = try store.shots(episode)
    }

    /// The next items behind a position, as `FramesAtHand` would give them, without those in the audit.
    ///
    /// - Parameters:
    ///   - position: only frames after this one; -1 from the start on.
    ///   - filter: frames that it refuses are in no item.
    /// - Throws: `ReviewError.invalid` for a queue that has no index.
    /// - Cost: that of the frames in the items, and of those that the filter refuses on the way.
    public func next(_ name: QueueName, after position: Int = -1, limit: Int = 1,
                     where filter: (FrameRecord) -> Bool = { _ in true }) throws -> [QueueItem] {
        guard let marks = Self.marks(name) else {
            throw ReviewError.invalid("The queue \(name.rawValue) is made from predictions; it has no index.")
        }
        let audited = Set(try store.drawnAudit(episode))
        var found: [(shot: Int?, key: Int, records: [FrameRecord])] = []
        var last = position
        while true {
            let page = try self.page(marks, after: last)
            for record in page where !audited.contains(record.position) && filter(record) {
                let shot = Self.shot(at: record.position, shots), key = Self.key(name, record)
                let known = found.lastIndex { $0.shot == shot && $0.key == key && shot != nil }
                if let known { found[known].records.append(record) } else { found.append((shot, key, [record])) }
            }
            guard let end = page.last?.position else { break }
            last = end
            // An item is whole once a frame of a later shot was seen.
            let shotOfEnd = Self.shot(at: end, shots)
            if found.filter({ $0.shot == nil || $0.shot != shotOfEnd }).count >= limit { break }
        }
        return found.prefix(limit).map { Self.item(name, $0.shot, $0.records) }
    }

    private static let pageLength = 64

    private func page(_ marks: [FrameMark], after position: Int) throws -> [FrameRecord] {
        var records: [Int: FrameRecord] = [:]
        for mark in marks {
            for record in try store.frames(episode, marked: mark, after: position, limit: Self.pageLength) {
                records[record.position] = record
            }
        }
        // Of two marks only what lies before the end of both pages is complete; the first page's length is.
        return Array(records.values.sorted { $0.position < $1.position }.prefix(Self.pageLength))
    }

    private static func marks(_ name: QueueName) -> [FrameMark]? {
        switch name {
        case .inOrder: [.unreviewed]
        case .disagreements: [.differs]
        case .contested: [.contested]
        case .flagged: [.flagged, .unsure]
        default: nil
        }
    }

    private static func key(_ name: QueueName, _ record: FrameRecord) -> Int {
        guard name == .disagreements, let label = record.state.label, let predicted = record.prediction?.rarity else { return 0 }
        return 1 + label.rawValue * RarityClass.count + predicted.rawValue
    }

    private static func shot(at position: Int, _ shots: [Shot]) -> Int? {
        var low = 0, high = shots.count
        while low < high {
            let middle = (low + high) / 2
            if shots[middle].last < position { low = middle + 1 } else { high = middle }
        }
        return low < shots.count && shots[low].first <= position ? low : nil
    }

    private static func item(_ name: QueueName, _ shot: Int?, _ records: [FrameRecord]) -> QueueItem {
        QueueItem(frames: records.map(\.id), positions: records.map(\.position), shot: shot,
                  suggested: records.first.flatMap { $0.prediction?.rarity ?? $0.state.label }, why: name.summary)
    }
}
