import Demo
import Foundation
import Frames
import Testing
@testable import Review

@Suite struct EstimateTests {
    @Test("the estimate of a new episode of the demo holds the truth in its interval, and adds up")
    func demo() throws {
        let folder = try TemporaryFolder()
        let settings = DemoSettings(episodes: 2, frames: 120, every: 24, width: 320, height: 180, seed: 3)
        let paths = try DemoFilm.draw(into: folder.file("demo"), settings: settings)
        let store = try ReviewStore(path: folder.file("review.db"))
        _ = try PrepareData(file: paths.episodesFile).run(store)
        let code = EpisodeCode(season: 1, episode: 2)
        let one = try EstimateRarity.run(store, code, context: StageContext())
        var truth: [Substring: RarityClass] = [:]
        for line in try String(contentsOfFile: paths.truthFile, encoding: .utf8).split(separator: "\n").dropFirst() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            truth[cells[0]] = RarityClass(text: cells[1])
        }
        let wrong = try store.frames(code).filter { $0.prediction?.rarity != truth[$0.number.description[...]] }.count
        #expect((one.errorsLeft.lower...one.errorsLeft.upper).contains(Double(wrong)), "\(wrong) wrong, estimated \(one.errorsLeft)")
        #expect(one.errorsLeft.upper < 120 && one.decided == 0 && one.frames == 120)
        #expect(abs(one.classes.reduce(0) { $0 + $1.frames.expected } - 120) < 3)
        for share in one.classes { #expect(share.frames.lower <= share.frames.expected + 1 && share.frames.expected <= share.frames.upper + 1) }
        #expect(one.keys.map(\.keys.expected) == one.keys.map(\.keys.expected).sorted())
        // The same numbers each time.
        #expect(try EstimateRarity.run(store, code, context: StageContext()) == one)
    }

    @Test("labels in one scene are too few to estimate from, and one line says so")
    func oneScene() throws {
        let made = try PictureFixture { shot, _ in shot % 2 == 0 ? .common : .uncommon }
        let error = #expect(throws: ReviewError.self) { try EstimateRarity.run(made.store, PictureFixture.code, context: StageContext()) }
        #expect(error?.description.contains("two scenes") == true)
    }

    @Test("an episode that people decided as a whole has no errors left and needs no keys")
    func decided() throws {
        let made = try PictureFixture { shot, _ in shot % 2 == 0 ? .common : .uncommon }
        try made.store.setShots(PictureFixture.code, (0..<6).map { Shot(index: $0, first: 5 * $0, last: 5 * $0 + 4, scene: $0 / 2) })
        let one = try EstimateRarity.run(made.store, PictureFixture.code, context: StageContext())
        #expect(one.errorsLeft == EstimatedFigure(expected: 0, lower: 0, upper: 0) && one.decided == 30)
        #expect(one.keys.allSatisfy { $0.keys.upper == 0 })
        #expect(one.classes.map(\.frames.expected) == [0, 15, 15, 0, 0])
    }
}
