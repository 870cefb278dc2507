// Where every episode stands. Counts come from `tally`, so their cost does not grow with the frames.

import Frames
import GRDB

/// An episode and how far its review is.
public struct EpisodeSummary: Equatable, Sendable {
    public var id: Int64
    public var code: EpisodeCode
    public var title: String
    /// Relative to the working directory.
    public var manifestFile: String
    /// Where `<frame number>.jpg` lies or will be fetched to; can be opened as it is.
    public var imageFolder: String?
    public var frames = 0
    /// With a class in effect, from whatever source.
    public var labelled = 0
    /// With a class that a person gave.
    public var humanLabelled = 0
    /// Decided on in Rarity.
    public var reviewed = 0
    /// With a prediction of the current model.
    public var predicted = 0
    /// Label and prediction differ.
    public var disagreements = 0
    public var contested = 0
    public var unsure = 0
    public var flagged = 0
    /// Frames by class in effect, in the order of `RarityClass`.
    public var counts = [Int](repeating: 0, count: RarityClass.count)
}

extension ReviewStore {
    /// All episodes in order. Cost: some 100 rows an episode, however many frames it has.
    public func episodes() throws -> [EpisodeSummary] {
        try read { db in
            let rows = try Row.fetchAll(db, sql: """
                SELECT id, code, title, manifest_file, image_folder FROM episode ORDER BY code
                """)
            return try rows.compactMap { row in
                guard let code = EpisodeCode(text: row[1] as String) else { return nil }
                let folder: String? = row[4]
                var summary = EpisodeSummary(id: row[0], code: code, title: row[2], manifestFile: row[3],
                                             imageFolder: imageFolder(stored: folder, code))
                try Self.count(db, into: &summary)
                return summary
            }
        }
    }

    /// - Throws: `ReviewError.invalid` with the episodes that there are, where this one is not among them.
    public func episode(_ code: EpisodeCode) throws -> EpisodeSummary {
        let all = try episodes()
        guard let found = all.first(where: { $0.code == code }) else { throw Self.unknown(code, all.map(\.code)) }
        return found
    }

    static func unknown(_ code: EpisodeCode, _ known: [EpisodeCode]) -> ReviewError {
        let there = known.isEmpty ? "nothing was imported yet: rarity import EPISODES.json"
            : "there are \(known.map(\.description).joined(separator: ", "))"
        return .invalid("There is no episode \(code) in the database; \(there).")
    }

    private static func count(_ db: Database, into summary: inout EpisodeSummary) throws {
        let rows = try Row.fetchCursor(db.cachedStatement(sql: """
            SELECT class, source, predicted, reviewed, contested, unsure, flagged, frames
            FROM tally WHERE episode_id = ? AND frames > 0
            """), arguments: [summary.id])
        while let row = try rows.next() {
            let rarity = row.rarity(0), predicted = row.rarity(2), frames: Int = row[7]
            let source: String = row[1]
            summary.frames += frames
            if let rarity {
                summary.labelled += frames
                summary.counts[rarity.rawValue] += frames
                if LabelSource(rawValue: source)?.isHuman == true { summary.humanLabelled += frames }
            }
            if let predicted {
                summary.predicted += frames
                if let rarity, rarity != predicted { summary.disagreements += frames }
            }
            if row[3] { summary.reviewed += frames }
            if row[4] { summary.contested += frames }
            if row[5] { summary.unsure += frames }
            if row[6] { summary.flagged += frames }
        }
    }
}
