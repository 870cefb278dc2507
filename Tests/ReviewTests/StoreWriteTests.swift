import Dispatch
import Frames
import GRDB
import Synchronization
import Testing
@testable import Review

/// Makes the nth write of a store fail.
private final class FailingWrites: TransactionObserver, Sendable {
    private struct Failed: Error {}
    private let left: Mutex<Int>

    init(at n: Int) { left = Mutex(n) }

    /// Whether the failure has happened.
    var happened: Bool { left.withLock { $0 <= 0 } }

    func install(in store: ReviewStore) throws {
        try store.writeWithoutTransaction { db in
            db.add(function: DatabaseFunction("count_write", argumentCount: 0) { _ in try self.count(); return nil })
            for table in ["event", "batch", "opinion", "label", "tally"] {
                for change in ["INSERT", "UPDATE", "DELETE"] {
                    try db.execute(sql: """
                        CREATE TEMP TRIGGER fail_\(table)_\(change) BEFORE \(change) ON main.\(table)
                        BEGIN SELECT count_write(); END
                        """)
                }
            }
            db.add(transactionObserver: self, extent: .databaseLifetime)
        }
    }

    private func count() throws {
        let fails = left.withLock { $0 -= 1; return $0 == 0 }
        if fails { throw Failed() }
    }

    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseWillCommit() throws { try count() }
    func databaseDidCommit(_ db: Database) {}
    func databaseDidRollback(_ db: Database) {}
}

@Suite struct StoreWriteTests {
    @Test("when any write fails, a frame has its old label or its new one, and the log agrees", arguments: [0, 1, 2])
    func everyWriteMayFail(kind: Int) throws {
        for n in 1... {                                             // the nth write fails
            let fixture = try StoreFixture(frames: 3)
            let store = fixture.store
            try fixture.decide(.label(.junk), [1, 2], by: "Ann")
            if kind == 2 { _ = try store.undo(reviewer: "Ann") }
            let before = try store.frames(StoreFixture.code()), events = store.lastEvent
            let failing = FailingWrites(at: n)
            try failing.install(in: store)
            let saved: Bool
            switch kind {
            case 0: saved = (try? fixture.decide(.label(.rare), [0, 1], by: "Bob")) != nil
            case 1: saved = (try? store.undo(reviewer: "Ann")) != nil
            default: saved = (try? store.redo(reviewer: "Ann")) != nil
            }
            try store.close()
            let reopened = try ReviewStore(path: store.path)
            #expect(try reopened.check(repair: false) == [], "write \(n)")
            #expect(try (reopened.frames(StoreFixture.code()) == before) == !saved, "write \(n)")
            #expect((reopened.lastEvent == events) == !saved, "write \(n)")
            guard failing.happened else {
                #expect(saved)
                return                                              // a run got through
            }
            #expect(!saved, "write \(n)")
        }
    }

    @Test("two programs write to one file at once, and nothing is lost")
    func twoWriters() throws {
        let fixture = try StoreFixture(frames: 6)
        let ids = try fixture.ids()
        let stores = [fixture.store, try ReviewStore(path: fixture.store.path)]
        let failures = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 2) { writer in
            for index in 0..<300 {
                let rarity = RarityClass.allCases[index % 5]
                do {
                    try stores[writer].decide(Decision(.label(rarity), items: [.init(frame: ids[index % 6])], reviewer: "R\(writer)"))
                } catch {
                    failures.withLock { $0.append("\(error)") }
                }
            }
        }
        #expect(failures.withLock { $0 } == [])
        let events = try fixture.store.log(limit: 1000)
        #expect(events.count == 600)
        #expect(Set(events.map(\.uuid)).count == 600)
        #expect(Set(events.map(\.time)).count == 600)                 // the order in time is the order of the writes
        #expect(events.map(\.time) == events.map(\.time).sorted(by: >))
        #expect(try stores[1].check(repair: false) == [])
    }

    @Test("a clock that goes back does not make a later key lose against an earlier one")
    func clockGoesBack() throws {
        let folder = try TemporaryFolder()
        let clock = Mutex<Int64>(1_000_000)
        let store = try ReviewStore(path: folder.file("review.db"), now: { clock.withLock { $0 -= 1000; return $0 } }, prepare: nil)
        try store.importEpisode(StoreFixture.entry(), StoreFixture.sheet(frames: 2), imageFolder: nil)
        let frame = try store.frames(StoreFixture.code())[1].id
        for rarity in [RarityClass.junk, .rare, .common] {
            let outcome = try store.decide(Decision(.label(rarity), items: [.init(frame: frame)], reviewer: "\(rarity)"))
            #expect(outcome.changed[frame]?.label == rarity)
        }
        #expect(try store.check(repair: false) == [])
    }

    @Test("a later verdict on the same frame in one batch stands")
    func twiceInOneBatch() throws {
        let fixture = try StoreFixture(frames: 3)
        let item = Decision.Item(frame: try fixture.ids()[1])
        let outcome = try fixture.store.decide([
            Decision(.label(.rare), items: [item], reviewer: "Ann"), Decision(.flag(true), items: [item], reviewer: "Ann"),
            Decision(.label(.junk), items: [item, item], reviewer: "Ann"),
        ], reviewer: "Ann")
        #expect(try fixture.state(1).label == .junk)
        #expect(try fixture.state(1).flagged)
        #expect(try fixture.store.undo(reviewer: "Ann")?.batch == outcome.batch)
        #expect(try fixture.state(1) == FrameState(label: .common, source: .unsupervised))
    }
}
