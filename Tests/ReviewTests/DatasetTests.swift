import Foundation
import Frames
import Ingest
import Testing
@testable import Review

@Suite struct DatasetTests {
    /// Frames whose images lie in a bucket, and a data set beside them.
    private struct Fixture {
        let store: StoreFixture
        let bucket = MemoryBucket()
        var stage = SyncDataset()

        init(frames: Int = 12, episodes: Int = 1) throws {
            store = try StoreFixture(episodes: episodes, frames: frames)
            for episode in 1...episodes {
                for index in 0..<frames { bucket.set("f/\(StoreFixture.number(index, episode: episode).fileName)", "picture \(episode) \(index)") }
            }
            stage.remoteFolder = { _ in "s3://bucket/f/" }
        }

        func run() throws -> DatasetReport {
            try stage.run(store.store, BucketPlace(store: bucket, root: S3Location(bucket: "bucket", key: "set")))
        }

        /// Keys of the data set as they should be by the labels in effect.
        func expected(_ episode: Int = 1) throws -> [String] {
            try store.store.frames(StoreFixture.code(episode)).compactMap { one in one.state.label.map { "set/\($0)/\(one.number.fileName)" } }
        }

        var set: [String] { bucket.keys.filter { $0.hasPrefix("set/") } }
    }

    @Test("images are copied by the server, again nothing is done, and changed labels are exactly as many moves")
    func inStep() throws {
        let fixture = try Fixture()
        let first = try fixture.run()
        #expect((first.copies, first.moves, first.deletes, first.unchanged, first.failed) == (12, 0, 0, 0, 0))
        #expect(try fixture.set == fixture.expected().sorted())
        let second = try fixture.run()
        #expect((second.copies, second.moves, second.deletes, second.unchanged) == (0, 0, 0, 12))
        try fixture.store.decide(.label(.legendary), [1, 3, 4], by: "Ann")
        fixture.bucket.state.withLock { ($0.copies, $0.deletes) = (0, 0) }
        let third = try fixture.run()
        #expect((third.copies, third.moves, third.deletes, third.unchanged) == (0, 3, 0, 9))
        let calls = fixture.bucket.state.withLock { [$0.copies, $0.deletes] }
        #expect(calls == [3, 3])
        #expect(try fixture.set == fixture.expected().sorted())
    }

    @Test("a dry run says what would be done and does nothing")
    func dryRun() throws {
        var fixture = try Fixture()
        fixture.stage.isDryRun = true
        #expect(try fixture.run().copies == 12)
        #expect(fixture.set.isEmpty)
    }

    @Test("killed after any change, the next run ends right, and what was not Rarity's is as it was", arguments: [false, true])
    func killed(hasSplit: Bool) throws {
        for changes in 1... {
            var fixture = try Fixture(frames: 8)
            fixture.bucket.set("set/Rare/theirs.jpg", "theirs")
            if hasSplit {
                _ = try fixture.run()
                fixture.stage.split = DatasetSplit(text: "70/30")
                fixture.stage.unit = .frame
                try fixture.store.decide(.label(.junk), [1, 2], by: "Ann")
            }
            fixture.bucket.killAfter(changes)
            let wasKilled = (try? fixture.run()) == nil
            fixture.bucket.killAfter(.max)
            let report = try fixture.run()
            #expect(report.failed == 0)
            let names = try fixture.store.store.frames(StoreFixture.code()).map(\.number.fileName)
            #expect(fixture.set.count == names.count + 1)
            let there = fixture.set.map { DatasetKey(path: $0).name }.sorted()
            #expect(there == (names + ["theirs.jpg"]).sorted())
            let again = try fixture.run()
            #expect((again.copies, again.moves, again.deletes, again.unchanged) == (0, 0, 0, 8))
            // All of it is known to be ours: with no label in effect nothing is left but theirs.
            try fixture.store.store.importEpisode(StoreFixture.entry(), EpisodeSheet(rows: (0..<8).map {
                SheetRow(row: $0 + 2, number: StoreFixture.number($0), baseURL: "https://s3.us-west-2.amazonaws.com/b/f/", subjects: [])
            }), imageFolder: nil)
            if !hasSplit {
                #expect(try fixture.run().deletes == 8)
                #expect(fixture.set == ["set/Rare/theirs.jpg"])
            }
            guard wasKilled else { return }
        }
    }

    @Test("a step that fails is told, the others are done, and the next run does the rest")
    func failures() throws {
        let fixture = try Fixture()
        let refused = try fixture.expected()[2]
        fixture.bucket.state.withLock { $0.refused = [refused] }
        let first = try fixture.run()
        #expect(first.failed == 1 && first.problems.count == 1)
        #expect(fixture.set.count == 11)
        fixture.bucket.state.withLock { $0.refused = [] }
        let second = try fixture.run()
        #expect((second.copies, second.unchanged, second.failed) == (1, 11, 0))
    }

    @Test("an image that S3 does not have is counted and left out; one of this machine is uploaded in its place")
    func missingImages() throws {
        let fixture = try Fixture(frames: 4)
        let name = StoreFixture.number(2).fileName
        fixture.bucket.state.withLock { $0.objects["f/\(name)"] = nil }
        let first = try fixture.run()
        #expect((first.copies, first.withoutImage) == (3, 1))
        let images = fixture.store.folder.file("images")
        try FileManager.default.createDirectory(atPath: images, withIntermediateDirectories: true)
        try Data("local".utf8).write(to: URL(fileURLWithPath: images + "/" + name))
        try fixture.store.store.importEpisode(StoreFixture.entry(), StoreFixture.sheet(frames: 4), imageFolder: images)
        let second = try fixture.run()
        let puts = fixture.bucket.state.withLock { $0.puts }
        #expect((second.copies, second.withoutImage, puts) == (1, 0, 1))
        #expect(try fixture.run().unchanged == 4)
    }

    @Test("an object stays when its image is gone, and moves when its label changes")
    func imageGone() throws {
        let fixture = try Fixture(frames: 4)
        _ = try fixture.run()
        fixture.bucket.state.withLock { $0.objects = $0.objects.filter { !$0.key.hasPrefix("f/") } }
        let second = try fixture.run()
        #expect((second.copies, second.deletes, second.unchanged, second.withoutImage) == (0, 0, 4, 0))
        try fixture.store.decide(.label(.legendary), [1], by: "Ann")
        let third = try fixture.run()
        #expect((third.copies, third.moves, third.deletes, third.unchanged) == (0, 1, 0, 3))
    }

    @Test("only the named episodes' objects are touched")
    func named() throws {
        var fixture = try Fixture(frames: 6, episodes: 2)
        _ = try fixture.run()
        fixture.stage.episodes = [StoreFixture.code(1)]
        try fixture.store.decide(.label(.legendary), [0], by: "Jonny")
        let report = try fixture.run()
        #expect((report.copies, report.moves, report.deletes, report.unchanged) == (0, 1, 0, 5))
        #expect(fixture.set.count == 12)
    }

    @Test("a data set in a folder goes through review.db as well, and a project holds one run at a time")
    func folder() throws {
        let fixture = try Fixture(frames: 6)
        let images = fixture.store.folder.file("images"), place = FolderPlace(path: fixture.store.folder.file("set"))
        try FileManager.default.createDirectory(atPath: images, withIntermediateDirectories: true)
        for index in 0..<6 { try Data("\(index)".utf8).write(to: URL(fileURLWithPath: "\(images)/\(StoreFixture.number(index).fileName)")) }
        try fixture.store.store.importEpisode(StoreFixture.entry(), StoreFixture.sheet(frames: 6), imageFolder: images)
        #expect(try SyncDataset().run(fixture.store.store, place).copies == 6)
        try fixture.store.decide(.label(.legendary), [1, 2], by: "Jonny")
        #expect(try SyncDataset().run(fixture.store.store, place).moves == 2)
        #expect(try SyncDataset().run(fixture.store.store, place).unchanged == 6)
        let turn = try SyncDataset.turn(fixture.store.store)
        #expect(throws: ReviewError.self) { try SyncDataset().run(fixture.store.store, place) }
        withExtendedLifetime(turn) {}
    }
}

@Suite struct DatasetSplitTests {
    @Test("a split has two or three whole shares that add up to 100", arguments: [
        ("80/20", true), ("70/20/10", true), (" 80/20 ", true), ("80/10", false), ("100", false), ("100/0", false), ("50/20/20/10", false), ("a/b", false), ("80/20/", false),
    ])
    func reading(text: String, isRight: Bool) { #expect((DatasetSplit(text: text) != nil) == isRight) }

    @Test("units stay whole, shares are near, the seed decides, and other episodes change nothing")
    func sides() throws {
        let split = try #require(DatasetSplit(text: "70/20/10")), units = (0..<60).map { 5 + $0 % 17 }
        let sides = split.sides(units, episode: StoreFixture.code(), seed: 1)
        var at = 0
        for unit in units {
            #expect(Set(sides[at..<at + unit]).count == 1)
            at += unit
        }
        for (side, percent) in split.percents.enumerated() {
            let share = 100 * Double(sides.filter { $0 == side }.count) / Double(sides.count)
            #expect(abs(share - Double(percent)) < 3)
        }
        #expect(split.sides(units, episode: StoreFixture.code(), seed: 1) == sides)
        #expect(split.sides(units, episode: StoreFixture.code(), seed: 2) != sides)
        #expect(split.sides(units, episode: StoreFixture.code(2), seed: 1) != sides)
        #expect(split.sides([7], episode: StoreFixture.code(), seed: 1) == Array(repeating: 0, count: 7))
        #expect(split.sides([], episode: StoreFixture.code(), seed: 1) == [])
    }

    @Test("shots of one scene are one unit")
    func scenes() {
        let shots = [(0, 2, 0), (3, 4, 0), (5, 9, 1), (10, 10, 2)].enumerated().map { Shot(index: $0, first: $1.0, last: $1.1, scene: $1.2) }
        #expect(DatasetContent.lengths(shots, byScene: true) == [5, 5, 1])
        #expect(DatasetContent.lengths(shots, byScene: false) == [3, 2, 5, 1])
    }
}
