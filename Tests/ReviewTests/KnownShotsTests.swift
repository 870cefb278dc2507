import Frames
import Testing
@testable import Review

@Suite struct KnownShotsTests {
    private func known(_ starts: [(Int, Int)], later: Range<Int>) -> KnownShots {
        KnownShots(starts: starts.map { KnownShots.Start(position: $0.0, scene: $0.1) }, later: Set(later))
    }

    @Test("of what is found anew, only cuts at later frames count; known shots stay where they are")
    func joined() {
        let known = known([(0, 0), (7, 0)], later: 20..<40)
        // 5 is between known frames; 20 begins the later ones; 31 lies within them.
        #expect(known.joined([5, 20, 31], positions: Array(0..<40)) == [0, 7, 20, 31])
    }

    @Test("a cut from the last later frame back to a known one counts")
    func middle() {
        let known = known([(0, 0)], later: 10..<20)
        #expect(known.joined([10, 20], positions: Array(0..<30)) == [0, 10, 20])
    }

    @Test("a dissolve that leads to the later frames, with its middle before them, begins a shot with the first of them")
    func dissolve() {
        let known = known([(0, 0)], later: 20..<40)
        #expect(known.joined([17], positions: Array(0..<40)) == [0, 20])
        #expect(known.joined([9], positions: Array(0..<40)) == [0])
    }

    @Test("frames without an image are skipped: a cut is told by the readable ones at both sides")
    func unreadable() {
        let known = known([(0, 0)], later: 10..<20)
        #expect(known.joined([6], positions: [0, 1, 2, 3, 4, 5, 12, 13]) == [0, 12])
    }

    @Test("frames that come before the first known shot begin the episode; it goes on without a cut unless there is one")
    func before() {
        let known = known([(5, 0), (9, 1)], later: 0..<5)
        #expect(known.joined([], positions: Array(0..<12)) == [0, 9])
        #expect(known.joined([5], positions: Array(0..<12)) == [0, 5, 9])
    }

    @Test("known shots of one scene stay of one scene, and those of two stay apart, whatever is found anew", arguments: 0..<200)
    func scenes(_ seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let count = Int.random(in: 2...9, using: &random)
        let positions = (0..<count).map { $0 * 10 }
        var starts: [KnownShots.Start] = [], found = [0], scene = 0
        for position in positions {
            if Bool.random(using: &random) { scene += 1 }
            if Bool.random(using: &random) { starts.append(KnownShots.Start(position: position, scene: scene)) }
            if position > 0 { found.append(found[found.count - 1] + Int.random(in: 0...1, using: &random)) }
        }
        let scenes = KnownShots(starts: starts, later: []).scenes(positions, found: found)
        #expect(scenes.first == 0 && zip(scenes, scenes.dropFirst()).allSatisfy { (0...1).contains($1 - $0) })
        for (one, other) in zip(starts, starts.dropFirst()) {
            #expect((scenes[one.position / 10] == scenes[other.position / 10]) == (one.scene == other.scene), "\(starts) \(found) \(scenes)")
        }
    }
}
