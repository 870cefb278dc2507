import Frames
import Testing
@testable import Review

@Suite struct ShotEditTests {
    private let found = [Shot(index: 0, first: 0, last: 3, scene: 0), Shot(index: 1, first: 4, last: 8, scene: 1),
                         Shot(index: 2, first: 9, last: 11, scene: 1)]

    private func fixture() throws -> (store: ReviewStore, ids: [FrameID]) {
        let fixture = try StoreFixture(frames: 12)
        try fixture.store.setShots(StoreFixture.code(), found)
        return (fixture.store, try fixture.ids())
    }

    private func firsts(_ store: ReviewStore) throws -> [Int] { try store.shots(StoreFixture.code()).map(\.first) }

    @Test("split, join and move change the shots, stay when shots are found again, and are undone like a decision")
    func edits() throws {
        let (store, ids) = try fixture()
        #expect(try store.editShots([.split(ids[2])], reviewer: "Ann").episodes == [StoreFixture.code()])
        #expect(try store.shots(StoreFixture.code()).map(\.scene) == [0, 0, 1, 1])
        try store.editShots([.join(ids[9])], reviewer: "Ann")
        try store.editShots([.move(from: ids[4], to: ids[5])], reviewer: "Bob")
        #expect(try firsts(store) == [0, 2, 5])
        try store.setShots(StoreFixture.code(), found)
        #expect(try firsts(store) == [0, 2, 5])
        #expect(try store.check(repair: false) == [])
        let undone = try #require(try store.undo(reviewer: "Ann"))
        #expect(undone.shots == [StoreFixture.code()] && undone.first == ids[9] && undone.summary == "a shot joined to the one before")
        #expect(try firsts(store) == [0, 2, 5, 9])
        #expect(try store.undo(reviewer: "Bob")?.summary == "boundaries of shots moved")
        #expect(try firsts(store) == [0, 2, 4, 9])
        _ = try store.redo(reviewer: "Ann")
        #expect(try firsts(store) == [0, 2, 4])
        #expect(try store.check(repair: false) == [])
    }

    @Test("what makes no sense is refused in one line, and nothing is changed")
    func refused() throws {
        let (store, ids) = try fixture()
        let events = store.lastEvent
        let wrong: [([ShotEdit], String)] = [
            ([.split(ids[4])], "already"), ([.split(ids[0])], "already"), ([.join(ids[0])], "begins the episode"),
            ([.join(ids[6])], "2 frames before"), ([.move(from: ids[4], to: ids[10])], "does not lie"),
            ([.move(from: ids[4], to: ids[4])], "does not lie"), ([.move(from: ids[5], to: ids[6])], "No shot begins"),
            ([.split(ids[2]), .join(ids[2])], "named twice"), ([.split(777)], "no frame"),
        ]
        for (edits, words) in wrong {
            let error = #expect(throws: ReviewError.self) { try store.editShots(edits, reviewer: "Ann") }
            let text = error?.description ?? ""
            #expect(text.contains(words) && !text.contains("\n"), "\(text)")
        }
        #expect(try firsts(store) == [0, 4, 9] && store.lastEvent == events)
        try store.setShots(StoreFixture.code(), [])
        let error = #expect(throws: ReviewError.self) { try store.editShots([.split(ids[2])], reviewer: "Ann") }
        #expect(error?.description.contains("rarity shots S01E01") == true)
    }

    @Test("moved boundaries change no label")
    func labelsStay() throws {
        let (store, ids) = try fixture()
        let before = try store.frames(StoreFixture.code())
        try store.editShots([.split(ids[6])], reviewer: "Ann")
        _ = try store.undo(reviewer: "Ann")
        #expect(try store.frames(StoreFixture.code()) == before)
    }

    @Test("shots changed behind the store's back are found and rebuilt", arguments: [
        "DELETE FROM shot WHERE first_frame = 5", "UPDATE shot SET scene = 7", "UPDATE batch SET undone = 1",
    ])
    func repairs(sql: String) throws {
        let (store, ids) = try fixture()
        try store.editShots([.split(ids[2])], reviewer: "Ann")
        let before = try store.shots(StoreFixture.code())
        try store.write { try $0.execute(sql: sql) }
        #expect(try !store.check(repair: false).isEmpty)
        _ = try store.check(repair: true)
        #expect(try store.check(repair: false) == [])
        #expect(try store.shots(StoreFixture.code()) == before)
    }

    @Test("after random edits, undos and redos of two people the shots are what is rebuilt; undoing all gives the found ones",
          arguments: [1, 2, 3] as [UInt64])
    func property(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let (store, ids) = try fixture()
        for _ in 0..<120 {
            let reviewer = Bool.random(using: &random) ? "Ann" : "Bob"
            switch Int.random(in: 0..<8, using: &random) {
            case 0..<5:
                let a = ids.randomElement(using: &random) ?? 0, b = ids.randomElement(using: &random) ?? 0
                let edit: ShotEdit = [.split(a), .join(a), .move(from: a, to: b)].randomElement(using: &random) ?? .split(a)
                _ = try? store.editShots([edit], reviewer: reviewer)
            case 5, 6: _ = try store.undo(reviewer: reviewer)
            default: _ = try store.redo(reviewer: reviewer)
            }
            #expect(try store.check(repair: false) == [])
            #expect(try firsts(store).first == 0)
        }
        for reviewer in ["Ann", "Bob"] { while try store.undo(reviewer: reviewer) != nil {} }
        #expect(try store.shots(StoreFixture.code()) == found)
    }
}
