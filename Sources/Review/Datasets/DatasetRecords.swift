// What review.db knows of one data set: what was put there, and what a run that was interrupted may have put there.

import Foundation
import GRDB
import Ingest

/// The records of one data set.
struct DatasetRecords {
    private let store: ReviewStore
    private let id: Int64

    /// - Parameter place: name of the data set's place; known from now on.
    init(_ store: ReviewStore, place: String) throws {
        self.store = store
        id = try store.write { db in
            try db.execute(sql: "INSERT INTO dataset (place) VALUES (?) ON CONFLICT DO NOTHING", arguments: [place])
            return try Int64.fetchOne(db, sql: "SELECT id FROM dataset WHERE place = ?", arguments: [place]) ?? 0
        }
    }

    /// All objects that Rarity put there, in the order of their keys.
    func placed() throws -> [PlacedObject] {
        try store.read { db in
            let sources = try Self.sources(db)
            let rows = try Row.fetchCursor(db, sql: """
                SELECT folder, name, source_id, source_mark, mark FROM dataset_object WHERE dataset_id = ? ORDER BY folder, name
                """, arguments: [id])
            var placed: [PlacedObject] = []
            // Neighbours have the same folder and the same source: each is one string.
            var folder = ""
            while let row = try rows.next() {
                guard let mark = Self.mark(row, 4) else { continue }
                let text: String = row[0]
                if text != folder { folder = text }
                placed.append(PlacedObject(key: DatasetKey(folder: folder, name: row[1]), source: sources[row[2]] ?? "",
                                           sourceMark: Self.mark(row, 3), mark: mark))
            }
            return placed
        }
    }

    /// What an interrupted run had set out to write.
    func intents() throws -> [WantedObject] {
        try store.read { db in
            let sources = try Self.sources(db)
            return try Row.fetchAll(db, sql: "SELECT folder, name, source_id, source_mark FROM dataset_intent WHERE dataset_id = ?", arguments: [id])
                .map { WantedObject(key: DatasetKey(folder: $0[0], name: $0[1]), source: sources[$0[2]] ?? "", mark: Self.mark($0, 3)) }
        }
    }

    /// Writes down what is about to be written at the place, before the first byte is.
    func begin(_ steps: [DatasetStep]) throws {
        try store.write { db in
            var sources = SourceIDs(db)
            for step in steps {
                let object: WantedObject
                switch step {
                case .copy(let wanted, _): object = wanted
                case .move(let from, let to, _): object = WantedObject(key: to.key, source: to.source, mark: from.sourceMark)
                case .delete: continue
                }
                try db.cachedStatement(sql: "INSERT OR REPLACE INTO dataset_intent VALUES (?, ?, ?, ?, ?)")
                    .execute(arguments: [id, object.key.folder, object.key.name, try sources.id(of: object.source), object.mark?.data])
            }
        }
    }

    /// Records objects that are there, and forgets keys that are free or somebody else's.
    func record(_ placed: [PlacedObject], forgotten: [DatasetKey]) throws {
        if placed.isEmpty && forgotten.isEmpty { return }
        try store.write { db in
            var sources = SourceIDs(db)
            for one in placed {
                try db.cachedStatement(sql: "INSERT OR REPLACE INTO dataset_object VALUES (?, ?, ?, ?, ?, ?)").execute(arguments: [
                    id, one.key.folder, one.key.name, try sources.id(of: one.source), one.sourceMark?.data, one.mark.data,
                ])
            }
            for key in forgotten {
                try db.cachedStatement(sql: "DELETE FROM dataset_object WHERE dataset_id = ? AND folder = ? AND name = ?")
                    .execute(arguments: [id, key.folder, key.name])
            }
        }
    }

    /// The run is over: whatever was placed is recorded.
    func end() throws {
        try store.write { try $0.execute(sql: "DELETE FROM dataset_intent WHERE dataset_id = ?", arguments: [id]) }
    }

    private static func mark(_ row: Row, _ column: Int) -> ObjectMark? {
        (row[column] as Data?).flatMap(ObjectMark.init(data:))
    }

    private static func sources(_ db: Database) throws -> [Int64: String] {
        let rows = try Row.fetchAll(db, sql: "SELECT id, folder FROM dataset_source")
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
    }
}

/// Folders of images as numbers, inside one transaction.
private struct SourceIDs {
    let db: Database
    private var last = (folder: "", id: Int64(0))

    init(_ db: Database) { self.db = db }

    mutating func id(of folder: String) throws -> Int64 {
        if folder == last.folder, last.id != 0 { return last.id }
        try db.cachedStatement(sql: "INSERT INTO dataset_source (folder) VALUES (?) ON CONFLICT DO NOTHING").execute(arguments: [folder])
        let id = try Int64.fetchOne(db.cachedStatement(sql: "SELECT id FROM dataset_source WHERE folder = ?"), arguments: [folder]) ?? 0
        last = (folder, id)
        return id
    }
}
