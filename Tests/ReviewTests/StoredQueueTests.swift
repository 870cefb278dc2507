import Frames
import Testing
@testable import Review

@Suite struct StoredQueueTests {
    /// Decisions by chance, predictions for all, and shots.
    private func fixture(seed: UInt64) throws -> StoreFixture {
        var random = SeededGenerator(seed: seed)
        let fixture = try StoreFixture(frames: 90)
        let ids = try fixture.ids()
        let store = fixture.store
        try store.setShots(StoreFixture.code(), (0..<9).map { Shot(index: $0, first: $0 * 10, last: $0 * 10 + 9, scene: 0) })
        let predictions = ids.enumerated().map { index, id in
            (id, (0..<5).map { Float($0 == (index / 5) % 5 ? 0.6 : 0.1) })
        }
        try store.saveModel(NewModel(name: "m", kind: "ridge"), predictions: predictions, makeCurrent: true)
        for _ in 0..<25 {
            let frames = [Int.random(in: 0..<90, using: &random)], by = ["Ann", "Bob"].randomElement(using: &random) ?? "Ann"
            let verdicts: [Decision.Verdict] = [.label(.rare), .label(.junk), .unsure, .flag(true)]
            try fixture.decide(verdicts.randomElement(using: &random) ?? .unsure, frames, by: by)
        }
        try fixture.decide(.label(.common), [81], by: "Ann")
        try fixture.decide(.label(.uncommon), [81, 82], by: "Bob")
        return fixture
    }

    @Test("an indexed queue gives the items that the same queue gives in memory, from any position on",
          arguments: StoredQueue.names.sorted { $0.rawValue < $1.rawValue }, [1, 2, 3] as [UInt64])
    func equal(name: QueueName, seed: UInt64) throws {
        let fixture = try fixture(seed: seed)
        let store = fixture.store, code = StoreFixture.code()
        var hand = FramesAtHand(episode: code, frames: try store.frames(code), shots: try store.shots(code))
        // Drawn the same in every run: a contested frame in the audit would leave its queue empty.
        var draw = SeededGenerator(seed: seed)
        hand.audit = try store.audit(code, using: &draw)
        hand.isExpert = true                       // in memory what is closed is left out; an expert sees all
        let memory = hand.queue(name, limit: 100).items
        let stored = try StoredQueue(store, code).next(name, limit: 100)
        #expect(!memory.isEmpty)
        #expect(stored.map(\.positions) == memory.map(\.positions))
        #expect(stored.map(\.suggested) == memory.map(\.suggested) && stored.map(\.shot) == memory.map(\.shot))
        for item in memory.prefix(3) {
            let after = try StoredQueue(store, code).next(name, after: item.positions[0] - 1, limit: 1).first
            #expect(after?.positions.first == item.positions.first)
        }
        let odd = try StoredQueue(store, code).next(name, limit: 100) { $0.position % 2 == 1 }
        #expect(odd.flatMap(\.positions).sorted() == memory.flatMap(\.positions).filter { $0 % 2 == 1 }.sorted())
    }

    @Test("a queue without an index is refused in one line")
    func refused() throws {
        let error = #expect(throws: ReviewError.self) { try StoredQueue(StoreFixture().store, StoreFixture.code()).next(.suspects) }
        #expect(error?.description.contains("suspects") == true)
    }

    @Test("the yield counts keys and the errors they found, without undone ones, and a queue no better than chance says so")
    func yield() throws {
        let fixture = try StoreFixture(frames: 60)
        let ids = try fixture.ids()
        func decide(_ frames: [Int], _ rarity: RarityClass, _ queue: QueueName, shown: RarityClass?) throws {
            let items = frames.map { Decision.Item(frame: ids[$0], shown: .init(label: shown, predicted: .common, queue: queue)) }
            try fixture.store.decide(Decision(.label(rarity), items: items, reviewer: "Ann"))
        }
        for i in 0..<20 { try decide([i, i + 20], i < 5 ? .rare : .common, .inOrder, shown: .common) }
        for i in 0..<20 { try decide([i + 40], i == 0 ? .rare : .common, .suspects, shown: nil) }
        #expect(try fixture.store.yield(of: .inOrder) == QueueYield(keys: 20, errors: 5))
        #expect(try fixture.store.yield(of: .suspects) == QueueYield(keys: 20, errors: 1))
        #expect(try fixture.store.yield(of: .suspects).hint(against: fixture.store.baseYield())?.contains("no better than chance") == true)
        #expect(try fixture.store.yield(of: .inOrder).hint(against: QueueYield(keys: 20, errors: 1)) == nil)
        _ = try fixture.store.undo(reviewer: "Ann")
        #expect(try fixture.store.yield(of: .suspects) == QueueYield(keys: 19, errors: 1))
        #expect(try fixture.store.yield(of: .suspects).hint(against: fixture.store.baseYield()) == nil)      // too early
        #expect(try fixture.store.log(limit: 2).last?.queue == .suspects)
    }

    @Test("the audit is drawn once: asked for again, or after an import, it is the same; every scene has its share")
    func auditDrawnOnce() throws {
        let fixture = try StoreFixture(frames: 400)
        let store = fixture.store, code = StoreFixture.code()
        try store.setShots(code, (0..<4).map { Shot(index: $0, first: $0 * 100, last: $0 * 100 + 99, scene: $0) })
        #expect(try store.drawnAudit(code) == [])
        let drawn = try store.audit(code)
        #expect(drawn.count == 20 && Set(drawn).count == 20)
        for scene in 0..<4 { #expect(drawn.count { $0 / 100 == scene } == 5) }
        try store.importEpisode(StoreFixture.entry(), StoreFixture.sheet(frames: 400), imageFolder: nil)
        #expect(try store.audit(code) == drawn && store.drawnAudit(code) == drawn)
        #expect(try store.framesLeft(code)[.audit] == 20)
    }

    @Test("every frame has the same chance to be in the audit")
    func auditIsFair() {
        var random: any RandomNumberGenerator = SeededGenerator(seed: 3)
        let shots = [Shot(index: 0, first: 0, last: 9, scene: 0), Shot(index: 1, first: 10, last: 59, scene: 1)]
        var counts = [Int](repeating: 0, count: 60)
        for _ in 0..<4_000 { for position in ReviewStore.draw(60, shots: shots, using: &random) { counts[position] += 1 } }
        // 4,000 draws of 3 in 60: 200 each, deviation about 14.
        #expect(counts.allSatisfy { (140...260).contains($0) }, "\(counts)")
    }

    @Test("frames left by queue are those that the queues hold in memory")
    func left() throws {
        let fixture = try fixture(seed: 5)
        let store = fixture.store, code = StoreFixture.code()
        var hand = FramesAtHand(episode: code, frames: try store.frames(code), shots: try store.shots(code))
        hand.isExpert = true
        hand.suspicions = hand.frames.map { $0.state.source?.isHuman == true ? Suspicion(score: 0, signal: "", predicted: nil) : nil }
        let left = try store.framesLeft(code)
        for name in [QueueName.inOrder, .newEpisode, .suspects, .suspectShots, .highPrice, .disagreements, .uncertain, .contested, .flagged] {
            #expect(left[name] == hand.queue(name, limit: 1_000).items.flatMap(\.frames).count, "\(name)")
        }
        #expect(left[.audit] == nil && left[.sanity] == nil)
    }
}
