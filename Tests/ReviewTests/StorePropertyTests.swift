import Frames
import GRDB
import Testing
@testable import Review

@Suite struct StorePropertyTests {
    private static let reviewers = ["Ann", "Bob", "Jonny", "ann"]

    private func verdict(_ random: inout SeededGenerator) -> Decision.Verdict {
        let rarity = RarityClass.allCases.randomElement(using: &random) ?? .junk
        switch Int.random(in: 0..<8, using: &random) {
        case 0...3: return .label(rarity)
        case 4: return .accept(rarity)
        case 5: return .unsure
        case 6: return .flag(Bool.random(using: &random))
        default: return .note(Bool.random(using: &random) ? "n\(rarity)" : "")
        }
    }

    @Test("after every random decision, undo, redo and import, what is in effect equals what is rebuilt; undoing everything gives the imported state",
          arguments: [1, 2, 3, 4] as [UInt64])
    func effectiveEqualsRebuilt(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let fixture = try StoreFixture(frames: 6)
        let store = fixture.store
        let ids = try fixture.ids()
        let imported = try store.frames(StoreFixture.code())
        for step in 0..<150 {
            let reviewer = Self.reviewers.randomElement(using: &random) ?? "Ann"
            var changed: [FrameID: FrameState] = [:]
            switch Int.random(in: 0..<20, using: &random) {
            case 0..<12:
                let frames = ids.shuffled(using: &random).prefix(Int.random(in: 1...4, using: &random))
                let items = frames.map { Decision.Item(frame: $0, propagated: Bool.random(using: &random)) }
                changed = try store.decide(Decision(verdict(&random), items: items, reviewer: reviewer)).changed
            case 12..<16: changed = try store.undo(reviewer: reviewer)?.changed ?? [:]
            case 16..<19: changed = try store.redo(reviewer: reviewer)?.changed ?? [:]
            default: try store.importEpisode(StoreFixture.entry(), StoreFixture.sheet(frames: 6), imageFolder: nil)
            }
            #expect(try store.check(repair: false) == [], "seed \(seed), step \(step)")
            let stored = Dictionary(uniqueKeysWithValues: try store.frames(StoreFixture.code()).map { ($0.id, $0.state) })
            for (frame, state) in changed { #expect(stored[frame] == state, "seed \(seed), step \(step)") }
        }
        for reviewer in Self.reviewers { while try store.undo(reviewer: reviewer) != nil {} }
        #expect(try store.frames(StoreFixture.code()) == imported)
        #expect(try store.check(repair: false) == [])
    }

    @Test("every redo after every undo gives the same states again")
    func redoIsInverse() throws {
        let fixture = try StoreFixture(frames: 6)
        var random = SeededGenerator(seed: 9)
        var history = [try fixture.store.frames(StoreFixture.code())]
        for _ in 0..<40 {
            try fixture.decide(verdict(&random), [Int.random(in: 0..<6, using: &random)], by: "Ann")
            history.append(try fixture.store.frames(StoreFixture.code()))
        }
        for expected in history.dropLast().reversed() {
            #expect(try fixture.store.undo(reviewer: "Ann") != nil)
            #expect(try fixture.store.frames(StoreFixture.code()) == expected)
        }
        #expect(try fixture.store.undo(reviewer: "Ann") == nil)
        for expected in history.dropFirst() {
            #expect(try fixture.store.redo(reviewer: "Ann") != nil)
            #expect(try fixture.store.frames(StoreFixture.code()) == expected)
        }
        #expect(try fixture.store.redo(reviewer: "Ann") == nil)
    }
}

@Suite struct StoreCheckTests {
    @Test("what was changed behind the store's back is found, told, and repaired from imports and events", arguments: [
        "UPDATE label SET class = 'Junk' WHERE frame_id = 2", "UPDATE label SET note = 'x'", "DELETE FROM label WHERE frame_id = 3",
        "DELETE FROM opinion", "UPDATE opinion SET class = 'Junk'", "UPDATE batch SET undone = 1", "DELETE FROM batch",
        "UPDATE tally SET frames = frames + 1", "UPDATE label SET predicted = 'Rare'", "UPDATE label SET position = position + 1",
        "UPDATE label SET episode_id = 77",
    ])
    func repairs(sql: String) throws {
        let fixture = try StoreFixture()
        try fixture.decide(.label(.rare), [1, 2], by: "Ann")
        try fixture.decide(.label(.legendary), [3], by: "Bob")
        let before = try fixture.store.frames(StoreFixture.code())
        let events = try fixture.store.log(limit: 100)
        try fixture.store.write { try $0.execute(sql: sql) }
        #expect(try !fixture.store.check(repair: false).isEmpty)
        #expect(try !fixture.store.check(repair: true).isEmpty)
        #expect(try fixture.store.check(repair: false) == [])
        #expect(try fixture.store.frames(StoreFixture.code()) == before)
        #expect(try fixture.store.log(limit: 100) == events)
    }

    @Test("events are never changed nor deleted, and a removed guard is found")
    func appendOnly() throws {
        let fixture = try StoreFixture()
        try fixture.decide(.label(.rare), [1], by: "Ann")
        for sql in ["UPDATE event SET class = 'Junk'", "DELETE FROM event", "REPLACE INTO event SELECT * FROM event"] {
            #expect(throws: ReviewError.self, "\(sql)") { try fixture.store.write { try $0.execute(sql: sql) } }
        }
        #expect(try fixture.store.log(limit: 9).map(\.rarity) == [.rare])
        try fixture.store.write { try $0.execute(sql: "DROP TRIGGER event_no_delete") }
        #expect(try fixture.store.check(repair: true).count == 1)
    }
}
