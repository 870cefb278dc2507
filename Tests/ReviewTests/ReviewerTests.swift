import Frames
import Synchronization
import Testing
@testable import Review

@Suite struct ReviewerTests {
    @Test("a shot is one reviewer's until the lease ends, is renewed, or is taken over; nobody has two")
    func leases() throws {
        let clock = Mutex<Int64>(1_000)
        let folder = try TemporaryFolder()
        let store = try ReviewStore(path: folder.file("review.db"), now: { clock.withLock { $0 } }, prepare: nil)
        try store.importEpisode(StoreFixture.entry(), StoreFixture.sheet(frames: 6), imageFolder: nil)
        let code = StoreFixture.code(), ids = try store.frames(code).map(\.id)
        try store.setShots(code, [Shot(index: 0, first: 0, last: 2, scene: 0), Shot(index: 1, first: 3, last: 5, scene: 0)])
        #expect(try store.lease(shotFrom: ids[0], reviewer: "Ann").reviewer == "ann")
        #expect(try store.lease(shotFrom: ids[0], reviewer: "Bob").reviewer == "ann")
        #expect(try store.leases(code, besides: "Bob").map(\.firstFrame) == [ids[0]])
        #expect(try store.leases(code, besides: " ANN ").isEmpty)
        #expect(try store.lease(shotFrom: ids[0], reviewer: "Bob", takeOver: true).reviewer == "bob")
        #expect(try store.lease(shotFrom: ids[3], reviewer: "Bob").reviewer == "bob")
        #expect(try store.leases(code, besides: "Ann").map(\.firstFrame) == [ids[3]])      // the first one ended
        clock.withLock { $0 += ReviewStore.leaseLength + 1 }
        #expect(try store.leases(code, besides: "Ann").isEmpty)
        #expect(try store.lease(shotFrom: ids[3], reviewer: "Ann").reviewer == "ann")
        try store.endLeases(reviewer: "Ann")
        #expect(try store.lease(shotFrom: ids[3], reviewer: "Bob").reviewer == "bob")
    }

    @Test("agreement and kappa of two reviewers, by hand: 2 of 4 agree where chance gives 1.5")
    func agreement() throws {
        let fixture = try StoreFixture(frames: 6)
        for (frame, rarity) in [RarityClass.common, .common, .rare, .legendary].enumerated() { try fixture.decide(.label(rarity), [frame], by: "Ann") }
        for (frame, rarity) in [RarityClass.common, .rare, .rare, .junk].enumerated() { try fixture.decide(.label(rarity), [frame], by: "Bob") }
        try fixture.decide(.unsure, [4], by: "Ann")
        try fixture.decide(.label(.junk), [4, 5], by: "Bob")
        let pair = try #require(try fixture.store.agreements().first)
        #expect(pair.first == "ann" && pair.second == "bob" && pair.frames == 4 && pair.agreed == 0.5)
        // Ann 2 common, 1 rare, 1 legendary; Bob 1 common, 2 rare, 1 junk: chance (2·1 + 1·2) / 16 = 1/4.
        #expect(abs(try #require(pair.kappa) - (0.5 - 0.25) / 0.75) < 1e-12)
        // Observed squares 4 + 16 = 20; by chance Σ nᵢ mⱼ (i − j)² / 4 = (16 + 2 + 4 + 9 + 9 + 2 + 16) / 4.
        #expect(abs(try #require(pair.quadraticKappa) - (1 - 20.0 / 14.5)) < 1e-12)
        #expect(try fixture.store.agreements().count == 1)
    }

    @Test("everything a reviewer did since a time is taken back, by events, and can be done again; others' work stays")
    func revert() throws {
        let clock = Mutex<Int64>(1_000)
        let folder = try TemporaryFolder()
        let store = try ReviewStore(path: folder.file("review.db"), now: { clock.withLock { $0 } }, prepare: nil)
        try store.importEpisode(StoreFixture.entry(), StoreFixture.sheet(frames: 6), imageFolder: nil)
        let code = StoreFixture.code(), ids = try store.frames(code).map(\.id)
        func decide(_ frame: Int, _ rarity: RarityClass, _ by: String) throws {
            clock.withLock { $0 += 10 }
            try store.decide(Decision(.label(rarity), items: [.init(frame: ids[frame])], reviewer: by))
        }
        try decide(1, .rare, "Ann")
        let before = try store.frames(code), since = clock.withLock { $0 } + 1
        try decide(2, .rare, "ann ")
        try decide(1, .legendary, "Ann")
        let wrong = try store.frames(code)
        try decide(3, .junk, "Bob")
        let outcome = try store.revert(everythingBy: "ANN", since: since, by: "Jonny")
        #expect(outcome.batches.count == 2 && Set(outcome.changed.keys) == [ids[1], ids[2]])
        #expect(try store.frames(code)[1] == before[1] && store.frames(code)[2] == before[2])
        #expect(try store.frames(code)[3].state.label == .junk)
        #expect(try store.check(repair: false) == [])
        // Ann's redo key does not turn round what Jonny did.
        #expect(try store.redo(reviewer: "Ann") == nil)
        #expect(try store.revert(batches: outcome.batches, by: "Jonny").batches == [])
        #expect(try store.restore(batches: outcome.batches, by: "Jonny").batches == outcome.batches)
        #expect(try store.frames(code)[1] == wrong[1] && store.check(repair: false) == [])
        #expect(throws: ReviewError.self) { try store.revert(batches: ["nothing"], by: "Jonny") }
    }

    @Test("the pace counts keys and not pauses, and tells the time left")
    func pace() throws {
        let clock = Mutex<Int64>(0)
        let folder = try TemporaryFolder()
        let store = try ReviewStore(path: folder.file("review.db"), now: { clock.withLock { $0 } }, prepare: nil)
        try store.importEpisode(StoreFixture.entry(), StoreFixture.sheet(frames: 30), imageFolder: nil)
        let ids = try store.frames(StoreFixture.code()).map(\.id)
        for i in 0..<10 {
            clock.withLock { $0 += i == 5 ? 3_600_000 : 2_000 }
            try store.decide(Decision(.label(.rare), items: [.init(frame: ids[i]), .init(frame: ids[i + 10])], reviewer: "Ann"))
        }
        let pace = try store.pace(reviewer: "ann")
        #expect(pace.keys == 10 && pace.frames == 20 && abs(pace.seconds - 16) < 0.01)
        #expect(abs(try #require(pace.secondsLeft(frames: 10)) - 8) < 0.01)
        #expect(try store.pace(reviewer: "Bob").keysPerMinute == nil)
        let progress = try store.progress(StoreFixture.code())
        #expect(progress.summary.reviewed == 20 && progress.reviewed.reduce(0, +) + progress.left.reduce(0, +) + progress.unlabelled == 30)
    }
}
