// Models and what they predict. One model is current; `label.predicted` is its word, kept in the same transaction.

import Foundation
import Frames
import GRDB

/// A model that was trained and is about to be kept.
public struct NewModel: Equatable, Sendable {
    public var name: String
    /// `ridge`, `logistic`, `keras`, `compact`
    public var kind: String
    public var parent: String?
    /// JSON.
    public var settings, metrics: String
    /// Id of the last event that it has seen.
    public var lastEvent: Int64
    /// Of the imports and found shots that it has seen.
    public var revision: Int64
    /// A small head, as a safetensors file; large networks lie in `.rarity/models/`.
    public var head: [UInt8]?
    /// What it says of the labelled frames without having seen them.
    public var heldOut = HeldOutClasses()

    init(name: String, kind: String, parent: String?, settings: String, metrics: String, seen: LogPosition, head: [UInt8]?,
         heldOut: HeldOutClasses) {
        self.init(name: name, kind: kind, parent: parent, settings: settings, metrics: metrics, lastEvent: seen.event, head: head)
        revision = seen.revision
        self.heldOut = heldOut
    }

    public init(name: String, kind: String, parent: String? = nil, settings: String = "{}", metrics: String = "{}",
                lastEvent: Int64 = 0, head: [UInt8]? = nil) {
        self.name = name
        self.kind = kind
        self.parent = parent
        self.settings = settings
        self.metrics = metrics
        self.lastEvent = lastEvent
        revision = 0
        self.head = head
    }
}

/// A kept model, without its weights.
public struct ModelRecord: Equatable, Sendable {
    public var id: Int64
    public var name: String
    public var kind: String
    public var parent: String?
    /// JSON.
    public var settings, metrics: String
    public var lastEvent: Int64
    /// UTC, milliseconds.
    public var made: Int64
    public var isCurrent: Bool
    /// Of the imports and found shots that its predictions have seen.
    public var revision: Int64

    /// Whether it is kept up with every decision; other kinds stay as they are until the next training.
    public var learnsLive: Bool { kind == "ridge" }

    /// What its predictions reflect.
    var seen: LogPosition { LogPosition(event: lastEvent, revision: revision) }
}

extension ReviewStore {
    /// The kept models, newest first.
    public func models() throws -> [ModelRecord] {
        try read { try Self.models($0, "WHERE draft = 0 ORDER BY id DESC") }
    }

    /// The model whose predictions are shown; `nil` before the first training.
    public func currentModel() throws -> ModelRecord? {
        try read { try Self.models($0, "WHERE current = 1").first }
    }

    /// The head of a model as it was saved; `nil` where it has none.
    public func head(ofModel name: String) throws -> [UInt8]? {
        try read { db in
            let id = try Self.modelID(db, name)
            return try Data.fetchOne(db, sql: "SELECT head FROM model WHERE id = ?", arguments: [id]).map { [UInt8]($0) }
        }
    }

    /// A name that no kept model has: `ridge-0001`, `ridge-0002`, …; names sort as the models were made.
    public func freeModelName(kind: String) throws -> String {
        try read { db in
            let names = Set(try String.fetchAll(db, sql: "SELECT name FROM model"))
            var number = names.count + 1
            func name() -> String { "\(kind)-" + String(repeating: "0", count: max(0, 4 - "\(number)".count)) + "\(number)" }
            while names.contains(name()) { number += 1 }
            return name()
        }
    }

    /// Keeps a model with its predictions: all of it, or nothing. They are written in parts to a draft that nobody sees,
    /// so that a key pressed meanwhile waits for one part; the last transaction makes a model of the draft.
    ///
    /// - Parameter predictions: probabilities in the order of `RarityClass`.
    /// - Throws: `ReviewError.invalid` where the name is taken.
    public func saveModel(_ model: NewModel, predictions: [(FrameID, [Float])], makeCurrent: Bool) throws {
        let id = try write { try addDraft($0, model) }
        do {
            for start in stride(from: 0, to: predictions.count, by: Self.predictionsAPart) {
                let part = predictions[start..<min(start + Self.predictionsAPart, predictions.count)]
                try write { try Self.store($0, part, of: id) }
            }
            try write { db in
                try db.execute(sql: "INSERT INTO held_out VALUES (?, ?)", arguments: [id, model.heldOut.encoded])
                try db.execute(sql: "UPDATE model SET draft = 0 WHERE id = ?", arguments: [id])
                if makeCurrent { try Self.makeCurrent(db, id) }
            }
        } catch {
            // Where even this fails, the next model that is kept clears it away.
            try? write { try $0.execute(sql: "DELETE FROM model WHERE id = ? AND draft = 1", arguments: [id]) }
            throw error
        }
    }

    private func addDraft(_ db: Database, _ model: NewModel) throws -> Int64 {
        try db.execute(sql: "DELETE FROM model WHERE draft = 1 AND made_ms < ?", arguments: [now() - Self.draftLife])
        guard try Int64.fetchOne(db, sql: "SELECT id FROM model WHERE name = ?", arguments: [model.name]) == nil else {
            throw ReviewError.invalid("There is a model \(model.name.printable()) already. Choose another name.")
        }
        try db.execute(sql: """
            INSERT INTO model (name, kind, parent, settings, metrics, last_event, revision, made_ms, head, draft)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
            """, arguments: [
                model.name, model.kind, model.parent, model.settings, model.metrics, model.lastEvent,
                model.revision, now(), model.head.map { Data($0) },
            ])
        return db.lastInsertedRowID
    }

    /// Predictions a transaction: about 10 ms.
    private static let predictionsAPart = 2000
    /// A draft older than this, in milliseconds, was left by a program that was killed.
    private static let draftLife: Int64 = 3_600_000

    /// What a model said of the labelled frames that it was trained on, without having seen them; empty for models that an earlier
    /// version of the program made.
    func heldOut(_ db: Database, model name: String) throws -> HeldOutClasses {
        try Data.fetchOne(db, sql: "SELECT classes FROM held_out WHERE model_id = ?", arguments: [Self.modelID(db, name)])
            .flatMap { HeldOutClasses($0) } ?? HeldOutClasses()
    }

    /// Replaces predictions of a kept model, as live learning does while the reviewer rests.
    /// - Parameter seen: what they reflect; not given with the first parts of a long list.
    public func updatePredictions(ofModel name: String, _ predictions: [(FrameID, [Float])], seen: LogPosition? = nil) throws {
        try write { db in
            let id = try Self.modelID(db, name)
            try Self.store(db, predictions, of: id)
            if try Self.currentModelID(db) == id {
                for (frame, probabilities) in predictions { try Self.setPredicted(db, frame, probabilities) }
            }
            if let seen {
                try db.execute(sql: "UPDATE model SET last_event = ?, revision = ? WHERE id = ?",
                               arguments: [seen.event, seen.revision, id])
            }
        }
    }

    /// Makes a kept model current: what it predicted is shown from now on.
    ///
    /// - Throws: `ReviewError.invalid` where there is no such model.
    public func useModel(name: String) throws {
        try write { db in try Self.makeCurrent(db, try Self.modelID(db, name)) }
    }

    static func currentModelID(_ db: Database) throws -> Int64? {
        try Int64.fetchOne(db.cachedStatement(sql: "SELECT id FROM model WHERE current = 1"))
    }

    private static func modelID(_ db: Database, _ name: String) throws -> Int64 {
        if let id = try Int64.fetchOne(db, sql: "SELECT id FROM model WHERE name = ? AND draft = 0", arguments: [name]) { return id }
        let names = try String.fetchAll(db, sql: "SELECT name FROM model WHERE draft = 0 ORDER BY id DESC LIMIT 10")
        throw ReviewError.invalid("There is no model \(name.printable()); "
            + (names.isEmpty ? "none was trained yet: rarity train." : "there are \(names.joined(separator: ", "))."))
    }

    private static func models(_ db: Database, _ condition: String) throws -> [ModelRecord] {
        try Row.fetchAll(db, sql: """
            SELECT id, name, kind, parent, settings, metrics, last_event, made_ms, current, revision FROM model \(condition)
            """).map { row in
                ModelRecord(id: row[0], name: row[1], kind: row[2], parent: row[3], settings: row[4], metrics: row[5],
                            lastEvent: row[6], made: row[7], isCurrent: row[8], revision: row[9])
            }
    }

    private static func store(_ db: Database, _ predictions: some Sequence<(FrameID, [Float])>, of model: Int64) throws {
        let statement = try db.cachedStatement(sql: """
            INSERT OR REPLACE INTO prediction VALUES (?, ?, ?, ?, ?, ?, ?)
            """)
        for (frame, p) in predictions {
            guard p.count == RarityClass.count, p.allSatisfy(\.isFinite) else {
                throw ReviewError.invalid("A prediction of frame \(frame) is not \(RarityClass.count) probabilities.")
            }
            try statement.execute(arguments: [model, frame, p[0], p[1], p[2], p[3], p[4]])
        }
    }

    private static func makeCurrent(_ db: Database, _ model: Int64) throws {
        try db.execute(sql: "UPDATE model SET current = 0 WHERE current = 1")
        try db.execute(sql: "UPDATE model SET current = 1 WHERE id = ?", arguments: [model])
        try LabelKeeper.restorePredicted(db)
    }

    private static func setPredicted(_ db: Database, _ frame: FrameID, _ probabilities: [Float]) throws {
        let name = Prediction(probabilities: probabilities).rarity.name
        try db.cachedStatement(sql: "UPDATE label SET predicted = ? WHERE frame_id = ? AND predicted IS NOT ?")
            .execute(arguments: [name, frame, name])
    }
}
