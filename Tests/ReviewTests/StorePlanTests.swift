import Frames
import GRDB
import Ingest
import Synchronization
import Testing
@testable import Review

@Suite struct StorePlanTests {
    /// Tables that have a row for every frame or every decision.
    private static let large = ["frame", "label", "prediction", "event", "opinion", "batch", "audit", "lease", "f", "l", "p", "e", "b", "a", "t"]

    @Test("every statement that the app runs goes by an index, so a million frames do not slow a key down")
    func plans() throws {
        let statements = Mutex<Set<String>>([])
        let fixture = try StoreFixture(episodes: 2) { db in
            db.trace { event in
                if case .statement(let statement) = event { statements.withLock { _ = $0.insert(statement.sql) } }
            }
        }
        let store = fixture.store, episode = StoreFixture.code()
        let ids = try fixture.ids()
        try fixture.decide(.label(.rare), [1, 2], by: "Ann")
        try fixture.decide(.note("x"), [1], by: "Jonny")
        _ = try store.undo(reviewer: "Ann")
        _ = try store.redo(reviewer: "Ann")
        try store.setShots(episode, [Shot(index: 0, first: 0, last: 5, scene: 0)])
        try store.saveModel(NewModel(name: "m", kind: "ridge"), predictions: [], makeCurrent: false)
        try store.updatePredictions(ofModel: "m", [(ids[0], [0.1, 0.2, 0.3, 0.2, 0.2])])
        _ = try (store.episodes(), store.frame(StoreFixture.number(1)), store.details(ids[1]), store.subjects(episode))
        _ = try (store.log(limit: 10), store.log(limit: 10, before: 5), store.shots(episode), store.models(), store.currentModel())
        var manifest = Manifest(.jl)
        _ = try (store.trainingLabels(), store.add(episode, to: &manifest), store.ids(of: [StoreFixture.number(2)]), store.lastEvent)
        for mark in FrameMark.allCases { _ = try store.frames(episode, marked: mark, limit: 3) }
        for name in StoredQueue.names { _ = try StoredQueue(store, episode).next(name, limit: 3) }
        for name in QueueName.allCases { _ = try store.yield(of: name) }
        _ = try (store.baseYield(), store.audit(episode), store.drawnAudit(episode), store.framesLeft(episode), store.progress(episode))
        _ = try (store.lease(shotFrom: ids[0], reviewer: "Ann"), store.leases(episode, besides: "Bob"), store.pace(reviewer: "Ann"))
        try store.endLeases(reviewer: "Ann")
        let reverted = try store.revert(everythingBy: "Ann", since: 0, by: "Jonny")
        try store.restore(batches: reverted.batches, by: "Jonny")
        try store.setExperts(["Ann"])
        try store.importEpisode(StoreFixture.entry(), StoreFixture.sheet(frames: 9), imageFolder: nil)

        let seen = statements.withLock { $0 }.filter { sql in
            ["SELECT", "UPDATE", "DELETE", "INSERT"].contains { sql.hasPrefix($0) } && !sql.contains("sqlite_master") && !sql.contains("grdb_")
        }
        #expect(seen.count > 40)
        for sql in seen.sorted() {
            for step in try steps(sql, store) {
                let words = step.split(separator: " ").map(String.init)
                // An import of many rows has foreign keys off; only with them on, a new parent may mean a look at its children.
                if sql.hasPrefix("INSERT INTO frame (id,") && step.hasPrefix("SCAN prediction") { continue }
                let scans = words.count > 1 && words[0] == "SCAN" && Self.large.contains(words[1]) && !step.contains("INDEX")
                #expect(!scans, "\(step): \(sql)")
                #expect(!(sql.contains("LIMIT") && step.contains("TEMP B-TREE")), "\(step): \(sql)")   // sorts all for a few
            }
        }
    }

    @Test("each mark has an index of its own", arguments: FrameMark.allCases)
    func marks(mark: FrameMark) throws {
        let statements = Mutex<[String]>([])
        let store = try StoreFixture { db in
            db.trace { event in if case .statement(let statement) = event { statements.withLock { $0.append(statement.sql) } } }
        }.store
        _ = try store.frames(StoreFixture.code(), marked: mark, limit: 3)
        let sql = try #require(statements.withLock { $0.last { $0.contains("LIMIT") } })
        #expect(try steps(sql, store).first == "SEARCH l USING INDEX label_\(mark) (episode_id=? AND position>?)")
    }

    @Test("what a head learns from has an index of its own, and is read in its order")
    func training() throws {
        let statements = Mutex<[String]>([])
        let store = try StoreFixture { db in
            db.trace { event in if case .statement(let statement) = event { statements.withLock { $0.append(statement.sql) } } }
        }.store
        _ = try store.trainingLabels()
        let sql = try #require(statements.withLock { $0.last { $0.contains("contested") } })
        #expect(try steps(sql, store).last == "SEARCH l USING INDEX label_training (episode_id=?)")
    }

    @Test("a scan would be seen")
    func scanIsSeen() throws {
        #expect(try steps("SELECT * FROM label WHERE note = 'x'", StoreFixture().store).first == "SCAN label")
    }

    private func steps(_ sql: String, _ store: ReviewStore) throws -> [String] {
        try store.read { db in
            let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
            statement.setUncheckedArguments(StatementArguments())
            return try Row.fetchAll(statement).map { $0["detail"] }
        }
    }
}
