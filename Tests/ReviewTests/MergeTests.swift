import Foundation
import Frames
import GRDB
import Testing
@testable import Review

@Suite struct MergeTests {
    /// All that is in effect, of every frame of every episode, and the log by uuid.
    private struct Content: Equatable {
        var states: [String: FrameState] = [:]
        var opinions: [String: [Opinion]] = [:]
        var events: Set<String> = []
        var undone: Set<String> = []
        var shots: [String: [Shot]] = [:]
        var audit: [String: [Int]] = [:]

        init(_ store: ReviewStore) throws {
            for episode in try store.episodes() {
                for frame in try store.frames(episode.code) {
                    states[frame.number.description + "@\(frame.position)"] = frame.state
                    opinions[frame.number.description] = try store.details(frame.id).opinions
                }
                shots["\(episode.code)"] = try store.shots(episode.code)
                audit["\(episode.code)"] = try store.drawnAudit(episode.code).sorted()
            }
            for event in try store.log(limit: .max) {
                events.insert(event.uuid)
                if event.undone { undone.insert(event.batch) }
            }
        }
    }

    /// Works on a store by chance: decisions, undos, redos, reverts, flags, moved shots.
    private func work(_ store: ReviewStore, _ random: inout SeededGenerator, steps: Int) throws {
        let ids = try store.episodes().flatMap { try store.frames($0.code) }.map(\.id)
        for _ in 0..<steps {
            let reviewer = ["Ann", "Bob", "Jonny"].randomElement(using: &random) ?? "Ann"
            let frames = ids.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random))
            switch Int.random(in: 0..<12, using: &random) {
            case 0..<6:
                let rarity = RarityClass.allCases.randomElement(using: &random) ?? .junk
                try store.decide(Decision(.label(rarity), items: frames.map { .init(frame: $0) }, reviewer: reviewer))
            case 6: try store.decide(Decision(.flag(Bool.random(using: &random)), items: frames.map { .init(frame: $0) }, reviewer: reviewer))
            case 7: try store.decide(Decision(.note("n\(Int.random(in: 0..<9, using: &random))"), items: frames.map { .init(frame: $0) }, reviewer: reviewer))
            case 8: _ = try store.undo(reviewer: reviewer)
            case 9: _ = try store.redo(reviewer: reviewer)
            case 10: _ = try? store.editShots([.split(frames[frames.startIndex])], reviewer: reviewer)
            default:
                if let batch = try store.log(limit: 20).filter({ $0.target == nil }).randomElement(using: &random)?.batch {
                    try store.revert(batches: [batch], by: reviewer)
                }
            }
        }
    }

    @Test("merging A into B and B into A gives the same, merging again changes nothing, and both are what is rebuilt from the log",
          arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func symmetric(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let folder = try TemporaryFolder()
        let first = try StoreFixture(frames: 8)
        try first.store.setShots(StoreFixture.code(), [Shot(index: 0, first: 0, last: 3, scene: 0), Shot(index: 1, first: 4, last: 7, scene: 0)])
        try work(first.store, &random, steps: 10)
        // Both go on from one copy, and one of them gets an episode that the other lacks.
        let paths = ["a.db", "b.db", "ab.db", "ba.db"].map { folder.file($0) }
        try first.store.backup(to: paths[0])
        try first.store.backup(to: paths[1])
        let a = try ReviewStore(path: paths[0]), b = try ReviewStore(path: paths[1])
        try b.importEpisode(StoreFixture.entry(2), StoreFixture.sheet(2, frames: 5), imageFolder: nil)
        if seed % 2 == 0 { _ = try (a.audit(StoreFixture.code()), b.audit(StoreFixture.code())) }
        try work(a, &random, steps: 25)
        try work(b, &random, steps: 25)
        try a.backup(to: paths[2])
        try b.backup(to: paths[3])
        let ab = try ReviewStore(path: paths[2]), ba = try ReviewStore(path: paths[3])
        let report = try ab.merge(paths[1])
        try ba.merge(paths[0])
        #expect(report.events > 0 && report.known > 0 && report.problems == [] && report.frames == 5 && report.episodes == 1)
        let merged = try Content(ab)
        #expect(try Content(ba) == merged)
        #expect(try ab.check(repair: false) == [] && ba.check(repair: false) == [])
        #expect(try merged.events == Content(a).events.union(Content(b).events))
        // Again, and one into the other, and into itself: nothing new.
        for path in [paths[1], paths[0], paths[3]] {
            let again = try ab.merge(path)
            #expect(again.events == 0 && again.frames == 0 && again.changed == 0)
        }
        #expect(try Content(ab) == merged)
        #expect(try Content(b) != merged)
    }

    @Test("frames that only the other file has are put where their timecodes say")
    func positions() throws {
        let a = try StoreFixture(frames: 0), b = try StoreFixture(frames: 0)
        try a.store.importEpisode(StoreFixture.entry(), .init(rows: [0, 2, 4].map { StoreFixture.row($0) }), imageFolder: nil)
        try b.store.importEpisode(StoreFixture.entry(), .init(rows: [1, 2, 5].map { StoreFixture.row($0) }), imageFolder: nil)
        try a.store.merge(b.store.path)
        let frames = try a.store.frames(StoreFixture.code())
        #expect(frames.map(\.number) == [0, 1, 2, 4, 5].map { StoreFixture.number($0) } && frames.map(\.position) == Array(0..<5))
        #expect(try a.store.check(repair: false) == [])
    }

    @Test("what cannot be an event of Rarity is left out and told, and the other file stays as it was")
    func hostile() throws {
        let a = try StoreFixture(), b = try StoreFixture()
        try b.decide(.label(.rare), [1], by: "Ann")
        try b.store.write { db in
            for (uuid, kind, reviewer, frame, rarity) in [
                ("u1", "explode", "Ann", "TT_S01_E01_FRM-00-00-00-06", "Rare"), ("u2", "label", "A\u{1B}[31mnn", "TT_S01_E01_FRM-00-00-00-06", "Rare"),
                ("u3", "label", "Ann", "../../etc", "Rare"), ("u4", "label", "Ann", "TT_S01_E01_FRM-00-00-00-06", "Legendery"),
            ] {
                try db.execute(sql: "INSERT INTO event (uuid, batch, kind, reviewer, at_ms, frame, class) VALUES (?, ?, ?, ?, 5, ?, ?)",
                               arguments: [uuid, uuid, kind, reviewer, frame, rarity])
            }
        }
        let report = try a.store.merge(b.store.path)
        #expect(report.events == 1 && report.problems.count == 4)
        #expect(try a.store.frames(StoreFixture.code())[1].state.label == .rare)
        #expect(try a.store.check(repair: false) == [] && b.store.log(limit: 99).count == 1 + 3)     // of a known kind
    }

    @Test("a file that is none, is missing or is the database itself is told in one line, and nothing is left beside the database")
    func refused() throws {
        let fixture = try StoreFixture()
        #expect(throws: ReviewError.self) { try fixture.store.merge(fixture.folder.file("missing.db")) }
        try "hello, I am a text".write(toFile: fixture.folder.file("text.db"), atomically: true, encoding: .utf8)
        #expect(throws: ReviewError.self) { try fixture.store.merge(fixture.folder.file("text.db")) }
        let names = try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path).filter { $0.contains("merge") }
        #expect(names == [])
    }
}
