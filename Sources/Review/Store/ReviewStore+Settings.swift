// Settings that belong to the database and not to a person.

import Foundation
import Frames
import GRDB

/// Who has the last word.
enum Experts {
    static let standard = ["Jonny"]

    static func read(_ db: Database) throws -> [String] {
        let text = try String.fetchOne(db.cachedStatement(sql: "SELECT value FROM setting WHERE key = 'experts'"))
        guard let text else { return standard }
        return try JSONDecoder().decode([String].self, from: Data(text.utf8))
    }
}

extension ReviewStore {
    /// The reviewers who have the last word, compared without case; `["Jonny"]` unless set.
    public var experts: [String] { (try? read(Experts.read)) ?? Experts.standard }

    /// Sets who has the last word, and concludes anew every frame that they have an opinion on.
    public func setExperts(_ names: [String]) throws {
        let names = names.map(\.trimmed).filter { !$0.isEmpty }
        let text = String(decoding: try JSONEncoder().encode(names), as: UTF8.self)
        try write { db in
            let before = Set(try Experts.read(db).map(reviewerKey))
            let after = Set(names.map(reviewerKey))
            try Self.set(db, "experts", text)
            let keeper = try LabelKeeper(db)
            for reviewer in before.symmetricDifference(after) {
                let frames = try FrameID.fetchAll(
                    db, sql: "SELECT frame_id FROM opinion WHERE reviewer = ?", arguments: [reviewer])
                for frame in frames { try keeper.refresh(frame) }
            }
            try Self.revise(db)
        }
    }

    /// A setting by name; `nil` where it was never set.
    public func setting(_ key: String) throws -> String? {
        try read { try String.fetchOne($0, sql: "SELECT value FROM setting WHERE key = ?", arguments: [key]) }
    }

    public func setSetting(_ key: String, to value: String) throws {
        try write { try Self.set($0, key, value) }
    }

    static func set(_ db: Database, _ key: String, _ value: String) throws {
        try db.execute(sql: "INSERT INTO setting VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
                       arguments: [key, value])
    }
}
