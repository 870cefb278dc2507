import Frames
import Review
import Testing
@testable import TUI

@Suite("Random keys")
struct RandomKeysTests {
    @Test("10,000 random keys end in no trap, labels equal the rebuilt ones, undoing all gives the imported state", arguments: [1, 2, 3] as [UInt64])
    func random(seed: UInt64) throws {
        let project = try SmallProject(frames: 30)
        try project.predict()
        let imported = try states(project.store)
        let bench = try Bench(project)
        var generator = SeededGenerator(seed: seed)
        let keys: [Key] = Keymap.bindings.flatMap(\.keys).filter { $0 != .character("q") && $0 != .control("c") && $0 != .character("T") }
            + "12345".map(Key.character) + [.enter, .escape, .backspace, .left, .character("x"), .character("é")]
        let reviewers = ["Ada", "Jonny", "Bo"]
        for i in 0..<10_000 {
            if i % 97 == 0 { bench.state.reviewer = reviewers.randomElement(using: &generator) ?? "Ada" }
            bench.press(keys.randomElement(using: &generator) ?? .enter)
            if i % 211 == 0 { bench.take([.terminal(.resize(width: Int.random(in: 1...200, using: &generator), height: Int.random(in: 1...60, using: &generator)))]) }
            if i % 53 == 0 { _ = drawScreen(bench.state, Pictures(), Theme(isUnicode: i % 2 == 0)) }
            if i % 2_000 == 0 { #expect(try project.store.check(repair: false) == []) }
        }
        #expect(try project.store.check(repair: false) == [])
        for reviewer in reviewers { while try project.store.undo(reviewer: reviewer) != nil {} }
        #expect(try states(project.store) == imported)
        #expect(try project.store.check(repair: false) == [])
    }

    private func states(_ store: ReviewStore) throws -> [FrameID: FrameState] {
        var all: [FrameID: FrameState] = [:]
        for episode in try store.episodes() { for frame in try store.frames(episode.code) { all[frame.id] = frame.state } }
        return all
    }
}
