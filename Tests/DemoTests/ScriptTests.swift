import Frames
import Testing
@testable import Demo

@Suite("Script")
struct ScriptTests {
    private func truths(_ episode: Episode) -> [Truth] {
        (0..<episode.count).map { episode.truth(at: $0 * episode.step) }
    }

    @Test("shots follow each other without a gap, from the first frame to the last", arguments: [1, 2, 9, 60, 600, 2000])
    func noGaps(_ frames: Int) {
        for seed in 1...5 as ClosedRange<UInt64> {
            let settings = DemoSettings(frames: frames, seed: seed)
            let shots = Episode(2, settings: settings).shots
            #expect(shots.first?.start == 0)
            #expect(zip(shots, shots.dropFirst()).allSatisfy { $0.end == $1.start && $0.length > 0 && $0.scene <= $1.scene })
            #expect(shots.last.map { $0.end >= (frames - 1) * settings.every + 1 } == true)
        }
    }

    @Test("every class is in every episode, about in its share", arguments: 1...12 as ClosedRange<UInt64>)
    func shares(_ seed: UInt64) {
        let settings = DemoSettings(seed: seed)
        for number in 1...3 {
            let facts = truths(Episode(number, settings: settings))
            for rarity in RarityClass.allCases {
                let share = Float(facts.count { $0.rarity == rarity }) / Float(facts.count)
                let wanted = Episode.shares[rarity] ?? 0
                #expect(share > 0.01 && abs(share - wanted) < 0.08, "\(rarity) \(share) in S01E0\(number)")
            }
        }
    }

    @Test("a short film has every class too")
    func short() {
        for seed in 1...4 as ClosedRange<UInt64> {
            let facts = truths(Episode(1, settings: DemoSettings(frames: 90, seed: seed)))
            #expect(Set(facts.map(\.rarity)).count == RarityClass.count, "seed \(seed)")
        }
    }

    @Test("the last episode alone has the beach and Captain Coral; a single episode is not new")
    func newEpisode() {
        for seed in 1...6 as ClosedRange<UInt64> {
            let settings = DemoSettings(seed: seed)
            for number in 1...3 {
                let subjects = Set(truths(Episode(number, settings: settings)).flatMap(\.subjects))
                #expect(subjects.contains(Place.beach.name) == (number == 3))
                #expect(subjects.contains(Person.captain.name) == (number == 3))
            }
        }
        #expect(!Episode(1, settings: DemoSettings(episodes: 1)).isNew)
    }

    @Test("scenes come back to a place, and no two shots of a scene in a row have the same camera and side")
    func cuts() {
        let shots = Episode(1, settings: DemoSettings(frames: 1200)).shots.filter { $0.kind == .scene }
        let runs = shots.reduce(into: [Place]()) { if $0.last != $1.place { $0.append($1.place) } }
        #expect(runs.count > Set(runs).count)
        for (a, b) in zip(shots, shots.dropFirst()) where a.scene == b.scene {
            #expect(a.side != b.side || a.camera != b.camera)
        }
        #expect(shots.contains { $0.dissolve > 0 } && shots.contains { $0.fadeOut > 0 })
        #expect(shots.contains { $0.still } && shots.contains { $0.actors.contains { $0.followed } })
    }

    @Test("a frame is what its shot shows: gadget and face, gadget, cast, place, black")
    func classes() {
        var shot = Shot(kind: .scene, scene: 1, start: 0, length: 48)
        #expect(shot.truthAt0 == .common)
        shot.actors = [Actor(who: .person(.poppy), foot: Point(0, 150), height: 100)]
        #expect(shot.truthAt0 == .common)
        shot.actors = [Actor(who: .person(.emily), foot: Point(0, 150), height: 100)]
        #expect(shot.truthAt0 == .uncommon)
        shot.machine = Machine(foot: Point(60, 150), height: 130)
        #expect(shot.truthAt0 == .rare)
        shot.camera = CameraMove(Camera(25, 79, 4))
        #expect(shot.truthAt0 == .legendary)
        shot.actors[0].pose.back = true
        #expect(shot.truthAt0 == .rare)
        shot.actors[0] = Actor(who: .person(.grandma), foot: Point(0, 160), height: 100)
        #expect(shot.truthAt0 == .rare)
        shot.machine?.foot.x = 900
        #expect(shot.truthAt0 == .uncommon)
        shot.fadeIn = 12
        #expect(shot.truthAt0 == .junk)
        #expect(Truth(shot, at: 20).rarity == .uncommon)
    }

    @Test("the very first frame is a picture that one can recognise", arguments: 1...8 as ClosedRange<UInt64>)
    func firstFrame(_ seed: UInt64) {
        for frames in [1, 90, 600] {
            let truth = Episode(1, settings: DemoSettings(frames: frames, seed: seed)).truth(at: 0)
            #expect(truth == Truth(rarity: .uncommon, subjects: ["Emily", "Ethan", "Meadow"]))
        }
    }

    @Test("who walks in is seen from the moment that they are in the picture")
    func walkingIn() {
        var shot = Shot(kind: .scene, scene: 1, start: 100, length: 72)
        shot.actors = [Actor(who: .person(.ethan), foot: Point(-420, 150), velocity: 100, height: 100)]
        #expect(Truth(shot, at: 100) == Truth(Shot(kind: .scene, scene: 1, start: 100, length: 72), at: 100))
        #expect(Truth(shot, at: 171).subjects == ["Ethan", "Meadow"])
    }
}

extension Shot {
    fileprivate var truthAt0: RarityClass { Truth(self, at: start).rarity }
}
