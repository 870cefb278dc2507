// Integrity: everything that is concluded is made again from imports and events, and compared.

import Frames
import GRDB

extension ReviewStore {
    /// Rebuilds batches, opinions, labels, shots and counts from imports and events, and compares. Cost: one pass over everything.
    ///
    /// - Parameter repair: writes what was rebuilt where it differs; imports and events are never touched.
    /// - Returns: a line for each finding, also for those that were repaired; empty: all agrees.
    public func check(repair: Bool) throws -> [String] {
        if repair { return try write { db in try Self.findings(db, repair: true) } }
        return try read { db in try Self.findings(db, repair: false) }
    }

    private static func findings(_ db: Database, repair: Bool) throws -> [String] {
        var findings = try fileFindings(db)
        let rebuilt = try RebuiltState(db)
        findings += try rebuilt.checkBatches(repair: repair)
        findings += try rebuilt.checkFrames(repair: repair)
        findings += try shotFindings(db, repair: repair)
        findings += try predictedFindings(db, repair: repair)
        findings += try tallyFindings(db, repair: repair)
        if repair && !findings.isEmpty { try revise(db) }
        return findings
    }

    /// What no rebuilding can mend.
    private static func fileFindings(_ db: Database) throws -> [String] {
        var findings = try String.fetchAll(db, sql: "PRAGMA quick_check(20)").filter { $0 != "ok" }
            .map { "The file is damaged: \($0.printable()). Restore a backup." }
        findings += try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").prefix(20)
            .map { "A row of \($0[0] as String) names a row of \($0[2] as String) that is not there. Restore a backup." }
        let triggers = Set(try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'"))
        for name in ["event_no_update", "event_no_delete", "event_no_replace"] where !triggers.contains(name) {
            findings.append("The guard \(name) was removed: events could be changed. Restore a backup.")
        }
        return findings
    }

    private static func shotFindings(_ db: Database, repair: Bool) throws -> [String] {
        try ShotKeeper(db).differing().map { episode in
            if repair { try ShotKeeper(db).refresh(episode.id) }
            return "The shots of \(episode.code.printable()) are not what was found and moved by hand."
        }
    }

    private static func predictedFindings(_ db: Database, repair: Bool) throws -> [String] {
        let differing = try LabelKeeper.differingPredicted(db)
        guard !differing.isEmpty else { return [] }
        if repair { try LabelKeeper.restorePredicted(db) }
        return ["The predicted class of \(differing.count) frames is not what the current model says."]
    }

    private static let counted = """
        SELECT episode_id, ifnull(class, ''), ifnull(source, ''), ifnull(predicted, ''), reviewed, contested, unsure,
          flagged, count(*) FROM label GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
        """

    private static func tallyFindings(_ db: Database, repair: Bool) throws -> [String] {
        let wrong = try Int.fetchOne(db, sql: """
            SELECT count(*) FROM (SELECT * FROM (\(counted) EXCEPT SELECT * FROM tally WHERE frames > 0)
              UNION ALL SELECT * FROM (SELECT * FROM tally WHERE frames > 0 EXCEPT \(counted)))
            """) ?? 0
        guard wrong > 0 else { return [] }
        if repair {
            try db.execute(sql: "DELETE FROM tally")
            try db.execute(sql: "INSERT INTO tally \(counted)")
        }
        return ["The counts of frames by state are wrong in \(wrong) places."]
    }
}
