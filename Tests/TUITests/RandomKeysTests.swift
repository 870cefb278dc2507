import Frames
import Review
import Testing
@testable import TUI

@Suite("Random keys")
struct RandomKeysTests {
    /// 100,000 keys in all, in walks that run side by side.
    static let walks: [UInt64] = Array(1...20), keys = 5_000

    @Test("100,000 random keys over every screen: no trap, every screen painted as a whole repaint would be, labels as rebuilt, and undoing all gives the imported state")
    func random() async throws {
        let reached = try await withThrowingTaskGroup(of: Set<Place>.self) { group in
            for seed in Self.walks { group.addTask { try Self.walk(seed) } }
            return try await group.reduce(into: Set<Place>()) { $0.formUnion($1) }
        }
        #expect(reached == Set(Place.allCases), "never reached: \(Set(Place.allCases).subtracting(reached).map(\.rawValue).sorted())")
    }

    /// - Returns: where it has been.
    private static func walk(_ seed: UInt64) throws -> Set<Place> {
        let project = try SmallProject(frames: 30)
        try project.predict()
        let imported = try states(project.store)
        // Every fourth walk decides for real.
        let walk = try RandomWalk(project, seed: seed, isStored: seed % 4 == 0)
        for i in 1...keys {
            try walk.step()
            if i % 2_500 == 0 { #expect(try project.store.check(repair: false) == [], "seed \(seed)") }
        }
        #expect(walk.wronglyPainted == nil, "seed \(seed)")
        for reviewer in walk.names { while try project.store.undo(reviewer: reviewer) != nil {} }
        #expect(try states(project.store) == imported, "seed \(seed)")
        #expect(try project.store.check(repair: false) == [], "seed \(seed)")
        return walk.reached
    }

    private static func states(_ store: ReviewStore) throws -> [FrameID: FrameState] {
        var all: [FrameID: FrameState] = [:]
        for episode in try store.episodes() { for frame in try store.frames(episode.code) { all[frame.id] = frame.state } }
        return all
    }
}
