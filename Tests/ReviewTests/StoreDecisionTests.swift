import Frames
import Testing
@testable import Review

@Suite struct StoreDecisionTests {
    @Test("the sheet's classes are in effect by precedence until somebody decides")
    func imported() throws {
        let fixture = try StoreFixture()
        #expect(try fixture.state(0) == FrameState(label: .rare, source: .jonny))
        #expect(try fixture.state(1) == FrameState(label: .common, source: .unsupervised))
        #expect(try fixture.state(2) == FrameState(label: .uncommon, source: .supervised))
    }

    @Test("a decision is in effect at once, its undo takes it back, its redo brings it again, also after a restart")
    func decideUndoRedo() throws {
        let fixture = try StoreFixture()
        let outcome = try fixture.decide(.label(.legendary), [1, 2], by: "Ann")
        var decided = FrameState(label: .legendary, source: .reviewer)
        decided.reviewed = true
        #expect(outcome.changed.count == 2)
        #expect(try fixture.state(1) == decided)
        let undone = try #require(try fixture.store.undo(reviewer: " ann "))
        #expect(undone.summary == "label Legendary on 2 frames")
        #expect(try undone.first == fixture.ids()[1])
        #expect(try fixture.state(1) == FrameState(label: .common, source: .unsupervised))
        try fixture.store.close()
        let again = try ReviewStore(path: fixture.store.path)
        #expect(try again.redo(reviewer: "Ann")?.isRedo == true)
        #expect(try again.frames(StoreFixture.code())[1].state == decided)
        #expect(try again.redo(reviewer: "Ann") == nil)
        #expect(try again.undo(reviewer: "Bob") == nil)
    }

    @Test("a new decision empties the redo stack")
    func redoIsEmptied() throws {
        let fixture = try StoreFixture()
        try fixture.decide(.label(.rare), [1], by: "Ann")
        _ = try fixture.store.undo(reviewer: "Ann")
        try fixture.decide(.label(.junk), [1], by: "Ann")
        #expect(try fixture.store.redo(reviewer: "Ann") == nil)
    }

    @Test("a reviewer's key on a frame that Jonny decided is kept and changes nothing in effect")
    func overruled() throws {
        let fixture = try StoreFixture()
        let outcome = try fixture.decide(.label(.junk), [0, 1], by: "Ann")
        #expect(outcome.overruled == 1)
        #expect(try fixture.state(0).label == .rare)
        #expect(try fixture.store.details(fixture.ids()[0]).opinions.map(\.rarity) == [.junk])
    }

    @Test("unsure gives no class: what is below shows, and the frame is marked until it is decided")
    func unsure() throws {
        let fixture = try StoreFixture()
        try fixture.decide(.label(.rare), [2], by: "Ann")
        try fixture.decide(.unsure, [2], by: "Ann")
        var expected = FrameState(label: .uncommon, source: .supervised)
        expected.reviewed = true
        expected.unsure = true
        #expect(try fixture.state(2) == expected)
        try fixture.decide(.label(.legendary), [2], by: "JONNY")
        expected = FrameState(label: .legendary, source: .jonny)
        expected.reviewed = true
        #expect(try fixture.state(2) == expected)
    }

    @Test("two reviewers who differ contest a frame; the latest is in effect; agreement, a withdrawal or Jonny ends it")
    func contested() throws {
        let fixture = try StoreFixture()
        try fixture.decide(.label(.rare), [1, 2, 3, 4], by: "Ann")
        try fixture.decide(.label(.junk), [1, 2, 3, 4], by: "Bob")
        #expect(try fixture.state(1).contested)
        #expect(try fixture.state(1).label == .junk)
        #expect(try fixture.store.episodes()[0].contested == 4)
        #expect(try fixture.store.trainingLabels().map(\.position) == [0])
        try fixture.decide(.label(.junk), [1], by: "Ann")
        #expect(try !fixture.state(1).contested)
        try fixture.decide(.label(.common), [2], by: "Jonny")
        #expect(try !fixture.state(2).contested)
        try fixture.decide(.unsure, [3], by: "Ann")
        #expect(try !fixture.state(3).contested)
        _ = try fixture.store.undo(reviewer: "Bob")
        #expect(try fixture.store.episodes()[0].contested == 0)
        #expect(try fixture.state(4).label == .rare)
    }

    @Test("flags and notes are remarks: they neither review a frame nor give it a class")
    func remarks() throws {
        let fixture = try StoreFixture()
        try fixture.decide(.flag(true), [1], by: "Ann")
        try fixture.decide(.note("the gadget?"), [1], by: "Bob")
        var expected = FrameState(label: .common, source: .unsupervised)
        expected.flagged = true
        expected.note = "the gadget?"
        #expect(try fixture.state(1) == expected)
        try fixture.decide(.flag(false), [1], by: "Bob")
        try fixture.decide(.note(""), [1], by: "Ann")
        #expect(try fixture.state(1) == FrameState(label: .common, source: .unsupervised))
    }

    @Test("who has the last word can be set, and the labels follow")
    func experts() throws {
        let fixture = try StoreFixture()
        try fixture.decide(.label(.legendary), [0], by: "Ann")
        try fixture.store.setExperts(["ann"])
        #expect(try fixture.state(0).label == .legendary)
        #expect(try fixture.state(0).source == .jonny)
        try fixture.store.setExperts(["Jonny"])
        #expect(try fixture.state(0).label == .rare)
    }

    @Test("nobody can decide without a name, nor on a frame that is not there")
    func refused() throws {
        let fixture = try StoreFixture()
        for name in ["", "  ", "a\u{1B}[31m", String(repeating: "x", count: 200)] {
            #expect(throws: ReviewError.self) { try fixture.decide(.label(.rare), [1], by: name) }
        }
        #expect(throws: ReviewError.self) {
            try fixture.store.decide(Decision(.label(.rare), items: [.init(frame: 999)], reviewer: "Ann"))
        }
        #expect(fixture.store.lastEvent == 0)
    }
}
