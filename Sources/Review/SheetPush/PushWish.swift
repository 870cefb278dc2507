// What the sheet should hold of people's decisions: a cell each, in one of the two columns made by hand.

import Frames
import GRDB
import Ingest

/// A cell that should hold a class, or what stood there before an undone push.
struct PushWish: Equatable {
    let frame: FrameID
    let number: String
    /// As Google shows it, at the import.
    let row: Int
    let column: SheetColumn
    /// What the cell held at the import, or since a push.
    let held: String
    /// What an interrupted push may have put there.
    let pending: String?
    /// What stood there before the first push.
    let before: String
    let wanted: String
    /// Two reviewers differ.
    var isContested = false
    /// Whether the push that wrote the cell is taken back.
    var isRestored = false
}

/// All wishes of an episode, and where its sheet lies.
struct PushWishes {
    let entry: EpisodeEntry
    /// At the import, from 0.
    let columns: [SheetColumn: Int]
    private(set) var wishes: [PushWish] = []
    /// Frames with a decision that the sheet no longer has.
    private(set) var gone: [String] = []

    /// Decisions in effect: Jonny's (and other experts') for their column, all others' for SUPERVISED CLASSIFICATION.
    init(_ db: Database, _ code: EpisodeCode) throws {
        let episode = try ReviewStore.episodeID(db, code)
        let facts = try Row.fetchOne(db, sql: "SELECT title, spreadsheet_url, share_link, manifest_file FROM episode WHERE id = ?", arguments: [episode]) ?? Row()
        entry = EpisodeEntry(code: code, title: facts[0], spreadsheetURL: facts[1], shareLink: facts[2], manifestFile: facts[3])
        columns = try SheetMemory.columns(db, episode)
        let pushed = try PushedCells(db, episode).cells
        let decided = try DecidedFrames(db, episode)
        let unread = try Self.unread(db, episode)
        let rows = try Row.fetchCursor(db, sql: """
            SELECT f.id, f.number, f.sheet_row, f.supervised, f.jonny, l.class, l.source, l.contested
            FROM frame f CROSS JOIN label l ON l.frame_id = f.id WHERE f.episode_id = ? ORDER BY f.position
            """, arguments: [episode])
        while let row = try rows.next() {
            let frame: FrameID = row[0], number: String = row[1]
            for column in [SheetColumn.jonny, .supervised] {
                let isJonny = column == .jonny
                let own = pushed[frame]?[column]
                let isDecided = (isJonny ? decided.byExperts : decided.byOthers).contains(frame)
                let isInEffect = row[6] as String? == (isJonny ? LabelSource.jonny : .reviewer).rawValue
                let wanted: String? = isDecided && isInEffect ? row[5] : !isDecided ? own?.before : nil
                guard let wanted else { continue }
                guard let sheetRow: Int = row[2] else {
                    if isDecided { gone.append(number) }
                    continue
                }
                let imported = unread[frame]?[column] ?? (row[isJonny ? 4 : 3] as String?) ?? ""
                wishes.append(PushWish(
                    frame: frame, number: number, row: sheetRow, column: column, held: own?.held ?? imported, pending: own?.wanted,
                    before: own?.before ?? imported, wanted: wanted, isContested: isDecided && row[7], isRestored: !isDecided))
            }
        }
    }

    private static func unread(_ db: Database, _ episode: Int64) throws -> [FrameID: [SheetColumn: String]] {
        var unread: [FrameID: [SheetColumn: String]] = [:]
        let rows = try Row.fetchCursor(db, sql: """
            SELECT u.frame_id, u.name, u.text FROM unread_cell u CROSS JOIN frame f ON f.id = u.frame_id WHERE f.episode_id = ?
            """, arguments: [episode])
        while let row = try rows.next() {
            if let column = SheetColumn(rawValue: row[1]) { unread[row[0], default: [:]][column] = row[2] }
        }
        return unread
    }
}

/// Frames that somebody gave a class in Rarity.
private struct DecidedFrames {
    var byExperts: Set<FrameID> = []
    var byOthers: Set<FrameID> = []

    init(_ db: Database, _ episode: Int64) throws {
        let experts = Set(try Experts.read(db).map(reviewerKey))
        let rows = try Row.fetchCursor(db, sql: """
            SELECT o.frame_id, o.reviewer FROM opinion o CROSS JOIN frame f ON f.id = o.frame_id
            WHERE f.episode_id = ? AND o.class IS NOT NULL
            """, arguments: [episode])
        while let row = try rows.next() {
            if experts.contains(row[1]) { byExperts.insert(row[0]) } else { byOthers.insert(row[0]) }
        }
    }
}
