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

    private let episode: Int64
    private var frames: BulkInsert
    private var labels: BulkInsert
    private let tally: BulkTally
    private var last: FrameID
    /// Names of classes in `frames`.
    private let classes: [SharedText]
    private var series: (text: String, shared: SharedText)
    private var subjects = SharedSubjects()
    /// By `ImportedClasses.ordinal`.
    private var counted = [Counted?](repeating: nil, count: ImportedClasses.count)

    /// - Parameter atLeast: how many will come.
    init(_ db: Database, _ episode: Int64, atLeast count: Int) throws {
        self.episode = episode
        frames = try BulkInsert(db, "frame", ["id", "number", "episode_id", "position", "series", "timecode", "sheet_row", "row_index", "base_url_id",
                                              "unsupervised", "supervised", "jonny", "subjects"])
        labels = try BulkInsert(db, "label", ["frame_id", "episode_id", "position", "class", "source"])
        last = try Int64.fetchOne(db, sql: "SELECT max(id) FROM frame") ?? 0
        tally = try BulkTally(db, labels: count)
        classes = RarityClass.allCases.map { [frames] in frames.shared.keep($0.name) }
        series = ("", frames.shared.keep(""))
    }

    /// - Parameter baseURL: id of the row's.
    mutating func insert(_ row: SheetRow, position: Int, baseURL: Int64?) throws -> FrameID {
        last += 1
        frames.add(last)
        row.number.withUTF8 { frames.add(utf8: $0) }
        frames.add(episode)
        frames.add(position)
        if row.number.series != series.text { series = (row.number.series, frames.shared.keep(row.number.series)) }
        frames.add(series.shared)
        frames.add(row.number.timecode.index)
        frames.add(row.row)
        frames.add(row.rowIndex)
        frames.add(baseURL)
        frames.add(row.unsupervised.map { classes[$0.rawValue] })
        frames.add(row.supervised.map { classes[$0.rawValue] })
        frames.add(row.jonny.map { classes[$0.rawValue] })
        frames.add(subjects.text(row.subjects, frames.shared))
        try frames.endRow()
        try label(ImportedClasses(unsupervised: row.unsupervised, supervised: row.supervised, jonny: row.jonny), position)
        return last
    }

    /// Inserts what is left, and counts.
    mutating func finish() throws {
        try frames.finish()
        try labels.finish()
        try tally.end(episode: episode, counted.lazy.compactMap { $0.map { ($0.label, $0.frames) } })
    }

    private mutating func label(_ imported: ImportedClasses, _ position: Int) throws {
        let ordinal = imported.ordinal
        var found = counted[ordinal] ?? first(imported)
        found.frames += 1
        counted[ordinal] = found
        labels.add(last)
        labels.add(episode)
        labels.add(position)
        labels.add(found.rarity)
        labels.add(found.source)
        try labels.endRow()
    }

    private func first(_ imported: ImportedClasses) -> Counted {
        let label = FirstLabel(imported)
        return Counted(label: label, rarity: label.rarity.map { labels.shared.keep($0.name) }, source: label.source.map { labels.shared.keep($0.rawValue) })
    }
}
