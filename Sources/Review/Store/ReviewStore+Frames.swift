// Frames as the app holds them: a whole episode at once, or one with everything that is known of it.

import Foundation
import Frames
import GRDB

/// Everything that is known of one frame, for the panel that shows it.
public struct FrameDetails: Equatable, Sendable {
    public var record: FrameRecord
    /// As the sheet has it, ending in `/`; see `ImageAddress`.
    public var baseURL: String?
    /// Its row in the sheet, as Google shows it.
    public var sheetRow: Int?
    public var subjects: [String]
    /// The sheet's classes.
    public var unsupervised, supervised, jonny: RarityClass?
    /// One a reviewer, oldest first.
    public var opinions: [Opinion]
    /// All decisions on it, newest first, undone ones too.
    public var events: [LoggedEvent]
}

extension ReviewStore {
    static let recordColumns = """
        f.id, f.series, f.timecode, f.position,
        l.class, l.source, l.propagated, l.contested, l.reviewed, l.unsure, l.flagged, l.note,
        p.p_junk, p.p_common, p.p_uncommon, p.p_rare, p.p_legendary
        """

    static func record(_ row: Row, episode: EpisodeCode) -> FrameRecord {
        FrameRecord(
            id: row[0],
            number: FrameNumber(series: row[1], episode: episode, timecode: Timecode(index: row[2])),
            position: row[3], state: row.frameState(from: 4), prediction: row.prediction(from: 12))
    }

    /// All frames of an episode in order, each with its state and the current model's prediction.
    ///
    /// - Throws: `ReviewError.invalid` where there is no such episode.
    public func frames(_ episode: EpisodeCode) throws -> [FrameRecord] {
        try read { db in
            let id = try Self.episodeID(db, episode)
            let rows = try Row.fetchCursor(db.cachedStatement(sql: """
                SELECT \(Self.recordColumns)
                FROM frame f CROSS JOIN label l ON l.frame_id = f.id
                LEFT JOIN prediction p ON p.model_id = ? AND p.frame_id = f.id
                WHERE f.episode_id = ? ORDER BY f.position
                """), arguments: [try Self.currentModelID(db), id])
            var records: [FrameRecord] = []
            while let row = try rows.next() { records.append(Self.record(row, episode: episode)) }
            return records
        }
    }

    /// One frame; `nil` where no sheet has it.
    public func frame(_ number: FrameNumber) throws -> FrameRecord? {
        try read { db in
            let id = try FrameID.fetchOne(
                db.cachedStatement(sql: "SELECT id FROM frame WHERE number = ?"), arguments: [number.description])
            return try id.map { try Self.record(db, $0) }
        }
    }

    /// The ids of frames by number; those that no sheet has are left out.
    public func ids(of numbers: [FrameNumber]) throws -> [FrameNumber: FrameID] {
        try read { db in
            let statement = try db.cachedStatement(sql: "SELECT id FROM frame WHERE number = ?")
            var ids: [FrameNumber: FrameID] = [:]
            for number in numbers {
                ids[number] = try FrameID.fetchOne(statement, arguments: [number.description])
            }
            return ids
        }
    }

    static func record(_ db: Database, _ frame: FrameID) throws -> FrameRecord {
        let row = try Row.fetchOne(db.cachedStatement(sql: """
            SELECT \(recordColumns), ep.code
            FROM frame f JOIN episode ep ON ep.id = f.episode_id JOIN label l ON l.frame_id = f.id
            LEFT JOIN prediction p ON p.model_id = ? AND p.frame_id = f.id
            WHERE f.id = ?
            """), arguments: [try currentModelID(db), frame])
        guard let row, let episode = EpisodeCode(text: row[17] as String) else {
            throw ReviewError.invalid("There is no frame with the id \(frame) in this database.")
        }
        return record(row, episode: episode)
    }

    /// Everything that is known of a frame.
    public func details(_ frame: FrameID) throws -> FrameDetails {
        try read { db in
            let record = try Self.record(db, frame)
            let row = try Row.fetchOne(db.cachedStatement(sql: """
                SELECT b.url, f.sheet_row, f.subjects, f.unsupervised, f.supervised, f.jonny
                FROM frame f LEFT JOIN base_url b ON b.id = f.base_url_id WHERE f.id = ?
                """), arguments: [frame]) ?? Row()
            return FrameDetails(
                record: record, baseURL: row[0], sheetRow: row[1], subjects: Subjects.decode(row[2]),
                unsupervised: row.rarity(3), supervised: row.rarity(4), jonny: row.rarity(5),
                opinions: try Self.opinions(db, of: frame), events: try LoggedEvent.of(db, frame: record.number))
        }
    }

    /// The subjects of every frame of an episode that has any.
    public func subjects(_ episode: EpisodeCode) throws -> [FrameID: [String]] {
        try read { db in
            let rows = try Row.fetchCursor(db.cachedStatement(sql: """
                SELECT id, subjects FROM frame WHERE episode_id = ? AND subjects <> '[]'
                """), arguments: [try Self.episodeID(db, episode)])
            var decoded: [String: [String]] = [:]           // neighbours have the same subjects
            var out: [FrameID: [String]] = [:]
            while let row = try rows.next() {
                let text: String = row[1]
                let subjects = decoded[text] ?? Subjects.decode(text)
                decoded[text] = subjects
                out[row[0]] = subjects
            }
            return out
        }
    }

    private static func opinions(_ db: Database, of frame: FrameID) throws -> [Opinion] {
        let experts = Set(try Experts.read(db).map(reviewerKey))
        return try Row.fetchAll(db.cachedStatement(sql: """
            SELECT name, class, propagated, at_ms FROM opinion WHERE frame_id = ? ORDER BY at_ms
            """), arguments: [frame]).map { row in
                Opinion(reviewer: row[0], rarity: row.rarity(1), propagated: row[2], time: row[3],
                        isExpert: experts.contains(reviewerKey(row[0])))
            }
    }

    static func episodeID(_ db: Database, _ episode: EpisodeCode) throws -> Int64 {
        let id = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM episode WHERE code = ?"), arguments: [episode.description])
        if let id { return id }
        throw unknown(episode, try String.fetchAll(db, sql: "SELECT code FROM episode ORDER BY code")
            .compactMap { EpisodeCode(text: $0) })
    }
}

/// Subjects as they are stored: a JSON list.
enum Subjects {
    static func encode(_ subjects: [String]) -> String {
        guard !subjects.isEmpty, let data = try? JSONEncoder().encode(subjects) else { return "[]" }
        return String(decoding: data, as: UTF8.self)
    }

    static func decode(_ text: String) -> [String] {
        text == "[]" ? [] : (try? JSONDecoder().decode([String].self, from: Data(text.utf8))) ?? []
    }
}
