import Demo
import Foundation
import Frames
import Testing
@testable import Review

@Suite struct ShotStageTests {
    private let places = { (shot: Int, _: Int) -> RarityClass? in shot % 2 == 0 ? .common : .uncommon }

    @Test("the stage stores the shots of an episode, and its places")
    func stage() throws {
        let made = try PictureFixture(label: places)
        let reports = try FindShots.run(made.store, [PictureFixture.code], context: StageContext())
        #expect(reports.map(\.shots) == [6])
        #expect(try made.store.shots(PictureFixture.code).map(\.first) == [0, 5, 10, 15, 20, 25])
    }

    @Test("a frame without a usable image belongs to the shot before it, and is told with its reason")
    func brokenImages() throws {
        let made = try PictureFixture(label: places)
        for index in [0, 5, 12] { try FileManager.default.removeItem(atPath: made.image(index)) }
        try Data("no picture".utf8).write(to: URL(fileURLWithPath: made.image(20)))
        let report = try #require(try FindShots.run(made.store, [PictureFixture.code], context: StageContext()).first)
        #expect(report.problems.count == 4)
        #expect(report.problems.last?.contains("is no JPEG") == true)
        #expect(try made.store.shots(PictureFixture.code).map(\.first) == [0, 6, 10, 15, 21, 25])
    }

    @Test("an episode without images has no shots and says why")
    func noImages() throws {
        let fixture = try StoreFixture(frames: 4)
        let report = try #require(try FindShots.run(fixture.store, [StoreFixture.code()], context: StageContext()).first)
        #expect(report.shots == 0 && report.problems.count == 1)
        #expect(try fixture.store.shots(StoreFixture.code()) == [])
    }

    @Test("stopped, it leaves the shots that were there")
    func cancelled() throws {
        let made = try PictureFixture(label: places)
        let before = [Shot(index: 0, first: 0, last: 29, scene: 0)]
        try made.store.setShots(PictureFixture.code, before)
        let context = StageContext()
        context.cancel()
        #expect(throws: StageCancelled.self) { try FindShots.run(made.store, [PictureFixture.code], context: context) }
        #expect(try made.store.shots(PictureFixture.code) == before)
        #expect(try FindShots.run(made.store, [PictureFixture.code], missingOnly: true, context: StageContext()) == [])
    }

    @Test("frames that come with a later import get shots of their own; known shots stay, also where no cut is found anew")
    func laterFrames() throws {
        let made = try PictureFixture(label: places)
        _ = try FindShots.run(made.store, [PictureFixture.code], context: StageContext())
        let before = try made.store.shots(PictureFixture.code)
        // Not where a cut is: found anew, it would be lost.
        try made.store.setShots(PictureFixture.code, before.enumerated().map { index, shot in
            Shot(index: index, first: shot.first + (index == 3 ? 2 : 0), last: shot.last + (index == 2 ? 2 : 0), scene: shot.scene)
        })
        try made.grow(to: 8, label: places)
        let run = { try FindShots.run(made.store, [PictureFixture.code], missingOnly: true, context: StageContext()).map(\.shots) }
        #expect(try run() == [8])
        #expect(try made.store.shots(PictureFixture.code).map(\.first) == [0, 5, 10, 17, 20, 25, 30, 35])
        #expect(try run() == [])
        let all = try FindShots.run(made.store, [PictureFixture.code], context: StageContext())
        #expect(all.map(\.shots) == [8])
        #expect(try made.store.shots(PictureFixture.code).map(\.first) == [0, 5, 10, 15, 20, 25, 30, 35])
    }

    @Test("later frames whose images are not there yet wait for them in the last shot")
    func laterImages() throws {
        let made = try PictureFixture(label: places)
        _ = try FindShots.run(made.store, [PictureFixture.code], context: StageContext())
        try made.grow(to: 7, label: places)
        let hidden = try (30..<35).map { (try made.image($0), try made.image($0) + ".away") }
        for (file, away) in hidden { try FileManager.default.moveItem(atPath: file, toPath: away) }
        let run = { try FindShots.run(made.store, [PictureFixture.code], missingOnly: true, context: StageContext()) }
        let waiting = try #require(try run().first)
        #expect(waiting.shots == 0 && waiting.problems.count == 5)
        #expect(try made.store.shots(PictureFixture.code).map(\.first) == [0, 5, 10, 15, 20, 25])
        for (file, away) in hidden { try FileManager.default.moveItem(atPath: away, toPath: file) }
        #expect(try run().map(\.shots) == [7])
        #expect(try made.store.shots(PictureFixture.code).map(\.first) == [0, 5, 10, 15, 20, 25, 30])
    }

    @Test("on a drawn film, shots and scenes are those of its truth", arguments: [6, 12])
    func drawnFilm(every: Int) throws {
        let folder = try TemporaryFolder()
        let settings = DemoSettings(episodes: 1, frames: 300, every: every, width: 160, height: 90, seed: 5)
        let paths = try DemoFilm.draw(into: folder.file("film"), settings: settings)
        let truth = try String(contentsOfFile: paths.truthFile, encoding: .utf8).split(separator: "\n").dropFirst()
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let images = try truth.map { try JPEG.decode(path: "\(paths.imageFolders[0])/\($0[0]).jpg") }
        let signals = FrameSignal.measure(images)
        let found = ShotDetector().boundaries(signals)
        let agreement = score(found, changes(truth.map { $0[2] }))
        #expect(agreement >= 0.9)
        let scenes = SceneGrouper().scenes(SceneGrouper.features(signals, shots: [0] + found))
        let sceneStarts = found.indices.filter { scenes[$0 + 1] != scenes[$0] }.map { found[$0] }
        #expect(score(sceneStarts, changes(truth.map { $0[3] })) >= 0.75)
    }

    @Test("the real film has its hand-counted number of shots, within a tenth", .enabled(if: RealFilm.folder != nil))
    func realFilm() throws {
        var shots = 0
        for episode in ["S01E01", "S01E02", "S01E03"] {
            let folder = try #require(RealFilm.folder) + "/" + episode
            let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".jpg") }.sorted()
            let read = try SignalReader(paths: files.map { folder + "/" + $0 }).read(StageContext()) { _ in }
            #expect(read.positions.count == files.count)
            shots += 1 + ShotDetector().boundaries(read.signals).count
        }
        #expect((151...185).contains(shots))
    }

    /// Where a column changes.
    private func changes(_ column: [Substring]) -> [Int] {
        column.indices.dropFirst().filter { column[$0] != column[$0 - 1] }
    }

    /// F1, ± 1 frame; each truth is found once.
    private func score(_ found: [Int], _ truth: [Int]) -> Double {
        var left = truth, hits = 0
        for boundary in found {
            guard let match = left.firstIndex(where: { abs($0 - boundary) <= 1 }) else { continue }
            left.remove(at: match)
            hits += 1
        }
        return 2 * Double(hits) / Double(max(1, found.count + truth.count))
    }
}

/// The real film, where this machine has it.
enum RealFilm {
    static let folder = ProcessInfo.processInfo.environment["RARITY_FILM"].flatMap { $0.isEmpty ? nil : $0 }
}
