// The audit: frames drawn by chance once, spread over the scenes, and never drawn again: what people find in it
// says how good all labels are, so nothing may choose them.

import Frames
import GRDB

extension ReviewStore {
    /// Share of an episode that is drawn, and the most frames of one episode.
    static let auditShare = 0.05
    static let mostAudited = 200

    /// The positions in the audit of an episode, in the order of the draw; drawn at the first call.
    ///
    /// Every frame has the same chance, and each scene its share. Durable when it returns.
    public func audit(_ episode: EpisodeCode) throws -> [Int] {
        var random = SystemRandomNumberGenerator()
        return try audit(episode, using: &random)
    }

    /// The positions in the audit of an episode; empty where it was not drawn yet.
    public func drawnAudit(_ episode: EpisodeCode) throws -> [Int] {
        try read { db in try Self.auditPositions(db, episode) }
    }

    func audit(_ episode: EpisodeCode, using random: inout some RandomNumberGenerator) throws -> [Int] {
        let drawn = try drawnAudit(episode)
        if !drawn.isEmpty { return drawn }
        let scenes = try shots(episode)
        // Two programs may come here at once: the first one's draw stands.
        var generator: any RandomNumberGenerator = random
        return try write { db in
            let there = try Self.auditPositions(db, episode)
            if !there.isEmpty { return there }
            let id = try Self.episodeID(db, episode)
            let numbers = try String.fetchAll(db.cachedStatement(sql: """
                SELECT number FROM frame WHERE episode_id = ? ORDER BY position
                """), arguments: [id])
            let chosen = Self.draw(numbers.count, shots: scenes, using: &generator)
            for (place, position) in chosen.enumerated() {
                try db.cachedStatement(sql: "INSERT INTO audit (frame, episode, place, drawn_ms) VALUES (?, ?, ?, ?)")
                    .execute(arguments: [numbers[position], episode.description, place, now()])
            }
            return chosen
        }
    }

    private static func auditPositions(_ db: Database, _ episode: EpisodeCode) throws -> [Int] {
        try Int.fetchAll(db.cachedStatement(sql: """
            SELECT f.position FROM audit a CROSS JOIN frame f ON f.number = a.frame WHERE a.episode = ? ORDER BY a.place, a.frame
            """), arguments: [episode.description])
    }

    /// Frames evenly spaced along a list in which scenes lie together and chance orders each scene; then shuffled.
    static func draw(_ frames: Int, shots: [Shot], using random: inout any RandomNumberGenerator) -> [Int] {
        guard frames > 0 else { return [] }
        var scene = [Int](repeating: 0, count: frames)
        for shot in shots where shot.last < frames { for position in shot.first...shot.last { scene[position] = shot.scene } }
        func chance() -> Double { Double(random.next() >> 11) / Double(1 << 53) }
        let keys = (0..<frames).map { _ in chance() }
        let line = (0..<frames).sorted { (scene[$0], keys[$0]) < (scene[$1], keys[$1]) }
        let count = min(mostAudited, max(1, Int((Double(frames) * auditShare).rounded())))
        let step = Double(frames) / Double(count), start = chance() * step
        let chosen = (0..<count).map { line[min(frames - 1, Int(start + Double($0) * step))] }
        return chosen.sorted { keys[$0] < keys[$1] }.shuffled(keys: chance)
    }
}

extension Array {
    /// In an order by chance.
    fileprivate func shuffled(keys chance: () -> Double) -> [Element] {
        map { ($0, chance()) }.sorted { $0.1 < $1.1 }.map(\.0)
    }
}
