// Import: the sheet's facts replace the earlier ones, every difference is told, and no event is touched.

import Frames
import GRDB
import Ingest

extension ReviewStore {
    /// Imports an episode's sheet, again where it was imported before; one transaction.
    ///
    /// Frames that the sheet no longer has stay. A column that it no longer has stays as it was. A decision in the
    /// app stands over a class of the sheet at the same rank, and the report says where they differ.
    /// - Parameter imageFolder: where `<frame number>.jpg` lies, absolute or from the working directory; `nil` leaves an
    ///   earlier one.
    @discardableResult
    public func importEpisode(_ entry: EpisodeEntry, _ sheet: EpisodeSheet, imageFolder: String?) throws -> ImportReport {
        let images = imageFolder.map { ImagePath.stored($0, database: path) }
        return try writeManyRows { db in
            var importer = try SheetImporter(db, entry, sheet, imageFolder: images)
            var report = try importer.run()
            report.imageFolder = try String.fetchOne(
                db, sql: "SELECT image_folder FROM episode WHERE code = ?", arguments: [entry.code.description])
                .map { ImagePath.resolved($0, database: path) }
            return report
        }
    }
}

/// One import inside one transaction.
private struct SheetImporter {
    private let db: Database
    private let sheet: EpisodeSheet
    private let episode: Int64
    private let keeper: LabelKeeper
    private var known: [String: KnownFrame]
    private var lastBaseURL: (url: String, id: Int64?) = ("", nil)
    /// Frames of this episode that somebody decided on, also where no sheet has had them yet.
    private let decided: Set<String>
    /// Cells that a push has written.
    private let pushed: PushedCells
    private var subjects = SubjectEncoder()
    private var newFrames: NewFrames
    private var report: ImportReport
    /// New frames that somebody has decided on before.
    private var waiting: [FrameID] = []
    /// Whether a known frame has another position now.
    private var hasMoved = false

    init(_ db: Database, _ entry: EpisodeEntry, _ sheet: EpisodeSheet, imageFolder: String?) throws {
        self.db = db
        self.sheet = sheet
        try db.execute(sql: """
            INSERT INTO episode (code, title, spreadsheet_url, share_link, manifest_file, image_folder)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (code) DO UPDATE SET title = excluded.title, spreadsheet_url = excluded.spreadsheet_url,
              share_link = excluded.share_link, manifest_file = excluded.manifest_file,
              image_folder = ifnull(excluded.image_folder, image_folder)
            """, arguments: [entry.code.description, entry.title, entry.spreadsheetURL, entry.shareLink,
                             entry.manifestFile, imageFolder])
        episode = try ReviewStore.episodeID(db, entry.code)
        keeper = try LabelKeeper(db)
        decided = try Self.decided(db, entry.code, series: sheet.series)
        known = try KnownFrame.all(db, episode)
        newFrames = try NewFrames(db, episode, atLeast: sheet.rows.count - known.count)
        pushed = try PushedCells(db, episode)
        report = ImportReport(episode: entry.code, hasAddresses: sheet.rows.contains { $0.baseURL != nil }, rows: sheet.rows.count, problems: sheet.problems)
    }

    mutating func run() throws -> ImportReport {
        let positions = self.positions()
        for (index, row) in sheet.rows.enumerated() {
            if !known.isEmpty, let frame = known.removeValue(forKey: row.number.description) {
                try update(frame, row, positions.ofRow[index])
            } else {
                try insert(row, positions.ofRow[index])
            }
        }
        try newFrames.finish()
        for frame in waiting { try keeper.refresh(frame) }
        for (number, frame) in known {
            report.gone.append(number)
            if let position = positions.ofGone[number], frame.position != position { try move(frame.id, to: position) }
            if frame.facts.sheetRow != nil {
                try db.cachedStatement(sql: "UPDATE frame SET sheet_row = NULL WHERE id = ?").execute(arguments: [frame.id])
            }
        }
        report.gone.sort()
        try SheetMemory.keep(db, episode, sheet)
        try findStanding()
        if report.new > 0 || hasMoved { try ShotKeeper(db).refresh(episode) }
        if report.new > 0 || report.changed > 0 || hasMoved { try ReviewStore.revise(db) }
        return report
    }

    /// Positions of all frames in the order of their timecodes: of the sheet's rows, and of the known frames that it no longer has.
    private func positions() -> (ofRow: [Int], ofGone: [String: Int]) {
        // Nearly every first import: one series, rows in the order of the film.
        if known.isEmpty, sheet.isInOrder { return (Array(sheet.rows.indices), [:]) }
        var gone = known
        if !known.isEmpty { for row in sheet.rows { gone[row.number.description] = nil } }
        var frames = sheet.rows.enumerated().map { (timecode: $1.number.timecode.index, series: $1.number.series, row: $0, number: "") }
        for (number, frame) in gone { frames.append((frame.timecode, frame.series, -1, number)) }
        frames.sort { ($0.timecode, $0.series) < ($1.timecode, $1.series) }
        var ofRow = [Int](repeating: 0, count: sheet.rows.count)
        var ofGone: [String: Int] = [:]
        for (position, frame) in frames.enumerated() {
            if frame.row >= 0 { ofRow[frame.row] = position } else { ofGone[frame.number] = position }
        }
        return (ofRow, ofGone)
    }

    /// The numbers of an episode lie together in the index, since they begin alike.
    private static func decided(_ db: Database, _ episode: EpisodeCode, series: [String]) throws -> Set<String> {
        var decided: Set<String> = []
        for series in series {
            let first = FrameNumber(series: series, episode: episode, timecode: Timecode(index: 0)).description
            let prefix = String(first.prefix { $0 != "-" })
            decided.formUnion(try String.fetchAll(db.cachedStatement(sql: """
                SELECT DISTINCT frame FROM event WHERE frame >= ? AND frame < ?
                """), arguments: [prefix, prefix + "~"]))
        }
        return decided
    }

    private mutating func insert(_ row: SheetRow, _ position: Int) throws {
        let frame = try newFrames.insert(row, position: position, baseURL: try id(ofBaseURL: row.baseURL))
        if !decided.isEmpty, decided.contains(row.number.description) { waiting.append(frame) }
        report.new += 1
    }

    private mutating func update(_ frame: KnownFrame, _ row: SheetRow, _ position: Int) throws {
        if frame.position != position { try move(frame.id, to: position) }
        var facts = FrameFacts(row, subjects: subjects.encode(row.subjects))
        facts.keep(sheet.missing, of: frame.facts)
        facts.keep(try pushed.standing(db, frame.id, row, in: sheet), of: frame.facts)
        guard facts != frame.facts else { return }
        let changes = facts.changes(from: frame.facts, row: row.row, frame: row.number.description)
        if !changes.isEmpty { report.changed += 1 }
        report.changes += changes
        try db.cachedStatement(sql: """
            UPDATE frame SET sheet_row = ?, row_index = ?, base_url_id = ?, unsupervised = ?, supervised = ?, jonny = ?,
              subjects = ? WHERE id = ?
            """).execute(arguments: [
                facts.sheetRow, facts.rowIndex, try id(ofBaseURL: facts.baseURL), facts.classes.unsupervised?.name,
                facts.classes.supervised?.name, facts.classes.jonny?.name, facts.subjects, frame.id,
            ])
        if facts.classes != frame.facts.classes { try keeper.refresh(frame.id) }
    }

    private mutating func move(_ frame: FrameID, to position: Int) throws {
        hasMoved = true
        try db.cachedStatement(sql: "UPDATE frame SET position = ? WHERE id = ?").execute(arguments: [position, frame])
        try db.cachedStatement(sql: "UPDATE label SET position = ? WHERE frame_id = ?").execute(arguments: [position, frame])
    }

    private mutating func id(ofBaseURL url: String?) throws -> Int64? {
        guard let url else { return nil }
        if url == lastBaseURL.url { return lastBaseURL.id }
        try db.execute(sql: "INSERT INTO base_url (url) VALUES (?) ON CONFLICT DO NOTHING", arguments: [url])
        let id = try Int64.fetchOne(db, sql: "SELECT id FROM base_url WHERE url = ?", arguments: [url])
        lastBaseURL = (url, id)
        return id
    }

    /// Where the app's decision stands over a class of the sheet at the same rank.
    private mutating func findStanding() throws {
        if decided.isEmpty { return }
        let rows = try Row.fetchAll(db, sql: """
            SELECT DISTINCT f.sheet_row, f.number, ifnull(s.wanted, f.supervised), ifnull(j.wanted, f.jonny), l.class, l.source
            FROM frame f CROSS JOIN label l ON l.frame_id = f.id
            LEFT JOIN pushed_cell s ON s.frame_id = f.id AND s.name = '\(SheetColumn.supervised.rawValue)'
            LEFT JOIN pushed_cell j ON j.frame_id = f.id AND j.name = '\(SheetColumn.jonny.rawValue.replacing("'", with: "''"))'
            WHERE f.episode_id = ? AND f.sheet_row IS NOT NULL AND l.reviewed = 1 AND l.source IN ('jonny', 'reviewer')
            ORDER BY f.sheet_row
            """, arguments: [episode])
        for row in rows {
            let byExpert = row[5] as String == LabelSource.jonny.rawValue
            guard let app = row.rarity(4), let sheet = row.rarity(byExpert ? 3 : 2), sheet != app else { continue }
            let column: SheetColumn = byExpert ? .jonny : .supervised
            report.standing.append(.init(row: row[0], frame: row[1], column: column.rawValue, sheet: sheet, app: app))
        }
    }
}
