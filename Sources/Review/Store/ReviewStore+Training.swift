// What a head learns from: classes that people gave and nobody contests.

import Frames
import GRDB

/// A frame that a person gave a class.
public struct TrainingLabel: Equatable, Sendable {
    public var frame: FrameID
    public var episode: EpisodeCode
    /// From 0 in its episode.
    public var position: Int
    public var rarity: RarityClass
    /// Never `unsupervised`.
    public var source: LabelSource
    /// Given for the shot, without a look at this very frame.
    public var propagated: Bool
}

extension ReviewStore {
    /// All human labels that are not contested, by episode and position.
    public func trainingLabels() throws -> [TrainingLabel] {
        try read { db in
            let rows = try Row.fetchCursor(db.cachedStatement(sql: """
                SELECT l.frame_id, ep.code, l.position, l.class, l.source, l.propagated
                FROM episode ep CROSS JOIN label l ON l.episode_id = ep.id
                WHERE (l.source = 'jonny' OR l.source = 'reviewer' OR l.source = 'supervised') AND l.contested = 0
                ORDER BY ep.code, l.position
                """))
            var codes: [String: EpisodeCode] = [:]
            var labels: [TrainingLabel] = []
            while let row = try rows.next() {
                let text: String = row[1]
                if codes[text] == nil { codes[text] = EpisodeCode(text: text) }
                guard let episode = codes[text], let rarity = row.rarity(3),
                      let source = LabelSource(rawValue: row[4]) else { continue }
                labels.append(TrainingLabel(frame: row[0], episode: episode, position: row[2], rarity: rarity,
                                            source: source, propagated: row[5]))
            }
            return labels
        }
    }
}
