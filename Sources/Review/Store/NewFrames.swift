// The frames that a sheet has and the database has not yet, with what the sheet alone says of them: rows of `frame` and `label`, and
// their part of `tally`. A film has tens of thousands, of which all but the number and the place is shared with many others.

import Frames
import GRDB
import Ingest

struct NewFrames {
    /// A first label as `label` holds it, and how many got it.
    private struct Counted {
        let label: FirstLabel
        let rarity, source: SharedText?
        var frames = 0
    }

    private let db: Database
    private let episode: Int64
    private let frames, labels: BulkInsert
    private let tally: BulkTally
    private var last: FrameID
    /// Names of classes in `frames`.
    private let classes: [SharedText]
    /// Nearly always one.
    private var series: [String: SharedText] = [:]
    private var subjects = SharedSubjects()
    /// By `ImportedClasses.ordinal`.
    private var counted = [Counted?](repeating: nil, count: ImportedClasses.count)

    /// - Parameter count: how many will come, about.
    init(_ db: Database, _ episode: Int64, about count: Int) throws {
        (self.db, self.episode) = (db, episode)
        // Before the statements are prepared: it changes the schema.
        tally = try BulkTally(db, labels: count)
        frames = try BulkInsert(db, "frame", [
            .same("episode_id"), .counted("position"), .same("series"), .each("number"), .each("timecode"), .each("sheet_row"), .each("row_index"),
            .each("base_url_id"), .each("unsupervised"), .each("supervised"), .each("jonny"), .each("subjects")])
        labels = try BulkInsert(db, "label", [.counted("frame_id"), .same("episode_id"), .counted("position"), .each("class"), .each("source")])
        last = try Int64.fetchOne(db, sql: "SELECT max(id) FROM frame") ?? 0
        classes = RarityClass.allCases.map { [frames] in frames.shared.keep($0.name) }
    }

    /// Stores rows as they follow each other.
    /// - Parameters:
    ///   - baseURLs: the id of each row's.
    ///   - position: of the first one.
    /// - Returns: the id of the first one.
    mutating func insert(_ rows: [SheetRow], _ baseURLs: [Int64?], position: Int) throws -> FrameID {
        let first = last + 1
        var start = 0
        while start < rows.count {
            let series = rows[start].number.series
            let end = rows[start...].firstIndex { $0.number.series != series } ?? rows.count
            try insert(rows, start..<end, baseURLs, series, position: position + start)
            start = end
        }
        return first
    }

    /// Those rows of one series.
    private mutating func insert(_ rows: [SheetRow], _ range: Range<Int>, _ baseURLs: [Int64?], _ series: String, position: Int) throws {
        let first = last + 1
        last += Int64(range.count)
        let shared = self.series[series] ?? frames.shared.keep(series)
        self.series[series] = shared
        try frames.insert(range.count, [.integer(episode), .integer(Int64(position)), .text(shared)]) { index, values in
            let index = range.lowerBound + index
            rows[index].number.withUTF8 { values.add(utf8: $0) }
            values.add(rows[index].number.timecode.index)
            values.add(rows[index].row)
            values.add(rows[index].rowIndex)
            values.add(baseURLs[index])
            values.add(rows[index].unsupervised.map { classes[$0.rawValue] })
            values.add(rows[index].supervised.map { classes[$0.rawValue] })
            values.add(rows[index].jonny.map { classes[$0.rawValue] })
            values.add(subjects.text(rows[index].subjects, frames.shared))
        }
        // SQLite counts ids as this does, which saves it to look each one up.
        guard db.lastInsertedRowID == last else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "ids of frames do not follow each other") }
        try labels.insert(range.count, [.integer(first), .integer(episode), .integer(Int64(position))]) { index, values in
            let index = range.lowerBound + index
            let label = count(ImportedClasses(unsupervised: rows[index].unsupervised, supervised: rows[index].supervised, jonny: rows[index].jonny))
            values.add(label.rarity)
            values.add(label.source)
        }
    }

    /// Counts what was inserted.
    func finish() throws {
        try tally.end(episode: episode, counted.lazy.compactMap { $0.map { ($0.label, $0.frames) } })
    }

    private mutating func count(_ imported: ImportedClasses) -> Counted {
        let ordinal = imported.ordinal
        var found = counted[ordinal] ?? self.first(imported)
        found.frames += 1
        counted[ordinal] = found
        return found
    }

    private func first(_ imported: ImportedClasses) -> Counted {
        let label = FirstLabel(imported)
        return Counted(label: label, rarity: label.rarity.map { labels.shared.keep($0.name) }, source: label.source.map { labels.shared.keep($0.rawValue) })
    }
}
