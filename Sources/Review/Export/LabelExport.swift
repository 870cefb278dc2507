// The labels in effect with where each comes from: who gave it, when, for the frame itself or for its shot, contested or not.

import Foundation
import Frames
import GRDB
import Ingest

/// A label in effect and its provenance.
public struct ExportedLabel: Equatable, Sendable {
    public var number: FrameNumber
    /// Address of the image; `nil` without a base URL.
    public var image: String?
    public var rarity: RarityClass
    public var source: LabelSource
    /// Who decided it in Rarity; `nil` where it stands in the sheet.
    public var reviewer: String?
    /// UTC milliseconds of that decision.
    public var time: Int64?
    /// Given for the shot, without a look at this very frame.
    public var propagated: Bool
    /// Reviewers differ; the latest is in effect.
    public var contested: Bool
    /// What the current model says, and how sure it is.
    public var predicted: RarityClass?
    public var confidence: Double?
}

extension ReviewStore {
    /// The labels in effect of an episode, in the order of the film.
    /// - Parameter humanOnly: leaves out classes that no person gave.
    public func exportedLabels(_ episode: EpisodeCode, humanOnly: Bool = false, endpoint: String = ImageFolder.endpoint) throws -> [ExportedLabel] {
        try read { db in
            let id = try Self.episodeID(db, episode)
            let experts = Set(try Experts.read(db).map(reviewerKey))
            var opinions: [FrameID: [(key: String, name: String, rarity: RarityClass?, time: Int64)]] = [:]
            let given = try Row.fetchCursor(db, sql: """
                SELECT o.frame_id, o.reviewer, o.name, o.class, o.at_ms FROM opinion o JOIN frame f ON f.id = o.frame_id
                WHERE f.episode_id = ? AND o.class IS NOT NULL ORDER BY o.at_ms
                """, arguments: [id])
            while let row = try given.next() { opinions[row[0], default: []].append((row[1], row[2], row.rarity(3), row[4])) }
            let rows = try Row.fetchCursor(db, sql: """
                SELECT f.id, f.series, f.timecode, b.url, l.class, l.source, l.propagated, l.contested,
                  p.p_junk, p.p_common, p.p_uncommon, p.p_rare, p.p_legendary
                FROM frame f CROSS JOIN label l ON l.frame_id = f.id LEFT JOIN base_url b ON b.id = f.base_url_id
                LEFT JOIN prediction p ON p.model_id = ? AND p.frame_id = f.id
                WHERE f.episode_id = ? AND l.class IS NOT NULL ORDER BY f.position
                """, arguments: [try Self.currentModelID(db), id])
            var out: [ExportedLabel] = [], folders: [String: ImageFolder] = [:]
            while let row = try rows.next() {
                guard let rarity = row.rarity(4), let source = LabelSource(rawValue: row[5]), source.isHuman || !humanOnly else { continue }
                let number = FrameNumber(series: row[1], episode: episode, timecode: Timecode(index: row[2]))
                let url: String? = row[3]
                if let url, folders[url] == nil { folders[url] = ImageFolder(text: url) }
                let prediction = row.prediction(from: 8)
                let own = (opinions[row[0]] ?? []).last { one in
                    switch source {
                    case .jonny: experts.contains(one.key) && one.rarity == rarity
                    case .reviewer: one.rarity == rarity
                    case .supervised, .unsupervised: false
                    }
                }
                out.append(ExportedLabel(
                    number: number, image: url.flatMap { folders[$0]?.imageAddress(number, endpoint: endpoint) }, rarity: rarity, source: source,
                    reviewer: own?.name, time: own?.time, propagated: row[6], contested: row[7],
                    predicted: prediction?.rarity, confidence: prediction.map { Double($0.confidence) }))
            }
            return out
        }
    }
}
