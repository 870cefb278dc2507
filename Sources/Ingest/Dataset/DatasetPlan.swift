// From what is there to what should be, in the fewest steps, and never over anything that somebody else put there.
//
// Every key that is not right yet costs one step that writes it, and every object too many one step that takes it away; a
// move does both. So the fewest steps are found image by image: as many moves as it has both, then copies, then deletes.
// An object that will be written over is never moved away, since that would save nothing; so no step waits for another.

/// A step of a plan.
public enum DatasetStep: Hashable, Sendable {
    /// The image is put at its key, in the place of an earlier one of ours where there is one.
    case copy(WantedObject, replaces: Bool)
    /// What lies at a key goes to another one.
    case move(PlacedObject, to: WantedObject, replaces: Bool)
    case delete(DatasetKey)

    /// The key that is written, or freed.
    public var key: DatasetKey {
        switch self {
        case .copy(let object, _), .move(_, let object, _): object.key
        case .delete(let key): key
        }
    }

    /// The folders that it writes to or takes from.
    public var folders: [String] {
        if case .move(let from, let to, _) = self { return [from.key.folder, to.key.folder] }
        return [key.folder]
    }

    /// Whether its image lies on this machine.
    var isUpload: Bool { if case .copy(let object, _) = self { !object.source.hasPrefix("s3://") } else { false } }
}

/// The steps that bring a data set in step.
public struct DatasetPlan: Equatable, Sendable {
    public private(set) var copies: [DatasetStep] = []
    public private(set) var moves: [DatasetStep] = []
    public private(set) var deletes: [DatasetStep] = []
    /// Wanted objects that are right as they are.
    public private(set) var unchanged = 0
    /// Wanted keys where something lies that Rarity did not put there and that is not the wanted image: left alone.
    public private(set) var blocked: [DatasetKey] = []
    /// Objects in the folders of the data set that are not Rarity's: left alone.
    public private(set) var foreign = 0
    /// Recorded objects that somebody has removed or replaced.
    public private(set) var lost: [DatasetKey] = []
    /// Recorded objects that changed together with their image, as hard links do.
    public private(set) var renewed: [PlacedObject] = []

    public var steps: [DatasetStep] { copies + moves + deletes }
    public var isEmpty: Bool { copies.isEmpty && moves.isEmpty && deletes.isEmpty }

    /// - Parameters: each key at most once a list; sorted by key they are compared as they are, else sorted first.
    /// - Cost: one pass over all three in the order of keys; memory for the differences only.
    public init(wanted: [WantedObject], placed: [PlacedObject], present: [PresentObject]) {
        var wants = Merged(wanted), records = Merged(placed), things = Merged(present)
        var missing: [Missing] = [], extra: [String: [Extra]] = [:]
        while let key = least(least(wants.key, records.key), things.key) {
            switch (wants.take(key), records.take(key), things.take(key)) {
            case (let want?, let record?, let there?): compare(want, record, there, &missing)
            case (let want?, let record, nil):
                if record != nil { lost.append(key) }
                missing.append(Missing(object: want, replaces: false))
            case (let want?, nil, let there?):
                if want.mark == there.mark { unchanged += 1 } else { blocked.append(key) }
                foreign += 1
            case (nil, let record?, let there?):
                let isOurs = there.mark.agrees(with: record.mark)
                extra[key.name, default: []].append(Extra(isOurs: isOurs, object: PlacedObject(
                    key: key, source: record.source, sourceMark: isOurs ? record.sourceMark : there.mark, mark: there.mark)))
            case (nil, _?, nil): lost.append(key)
            case (nil, nil, _): foreign += 1
            }
        }
        pair(missing, &extra)
    }

    private mutating func compare(_ want: WantedObject, _ record: PlacedObject, _ there: PresentObject,
                                  _ missing: inout [Missing]) {
        if there.mark.agrees(with: record.mark) {
            if record.holds(want) { unchanged += 1 } else { missing.append(Missing(object: want, replaces: true)) }
        } else if want.mark == there.mark {
            unchanged += 1
            renewed.append(PlacedObject(key: want.key, source: want.source, sourceMark: want.mark, mark: there.mark))
        } else {
            lost.append(want.key)
            blocked.append(want.key)
            foreign += 1
        }
    }

    /// An image that is missing somewhere and too many somewhere else is moved.
    private mutating func pair(_ missing: [Missing], _ extra: inout [String: [Extra]]) {
        for one in missing {
            let name = one.object.key.name
            if let at = extra[name]?.firstIndex(where: { $0.object.holds(one.object) }), let found = extra[name]?.remove(at: at) {
                moves.append(.move(found.object, to: one.object, replaces: one.replaces))
            } else {
                copies.append(.copy(one.object, replaces: one.replaces))
            }
        }
        var gone: [DatasetKey] = []
        for one in extra.values.joined() {
            if one.isOurs { gone.append(one.object.key) } else { lost.append(one.object.key); foreign += 1 }
        }
        deletes = gone.sorted().map { .delete($0) }
    }

    private struct Missing {
        let object: WantedObject
        /// Whether an earlier object of ours lies there.
        let replaces: Bool
    }

    private struct Extra {
        /// Unchanged since Rarity put it there; else it is moved if it is the very image, and never deleted.
        let isOurs: Bool
        let object: PlacedObject
    }
}

protocol HasDatasetKey { var key: DatasetKey { get } }
extension WantedObject: HasDatasetKey {}
extension PlacedObject: HasDatasetKey {}
extension PresentObject: HasDatasetKey {}

/// A list in the order of its keys, taken one by one.
private struct Merged<Element: HasDatasetKey> {
    private let list: [Element]
    private var at = 0

    init(_ list: [Element]) {
        let isSorted = list.indices.dropFirst().allSatisfy { list[$0 - 1].key < list[$0].key }
        self.list = isSorted ? list : list.sorted { $0.key < $1.key }
    }

    var key: DatasetKey? { at < list.count ? list[at].key : nil }

    /// The next one, if it has this key.
    mutating func take(_ key: DatasetKey) -> Element? {
        guard at < list.count, list[at].key == key else { return nil }
        defer { at += 1 }
        return list[at]
    }
}

private func least(_ a: DatasetKey?, _ b: DatasetKey?) -> DatasetKey? {
    guard let a, let b else { return a ?? b }
    return b < a ? b : a
}
