import Frames
import GRDB
import Synchronization
import Testing
@testable import Review

@Suite struct StorePlanTests {
    /// Tables that have a row for every frame or every decision.
    private static let large = ["frame", "label", "prediction", "event", "opinion", "batch", "f", "l", "p", "e", "b"]

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
        _ = try (store.trainingLabels(), store.manifest(episode), store.ids(of: [StoreFixture.number(2)]), store.lastEvent)
        try store.setExperts(["Ann"])
        try store.importEpisode(StoreFixture.entry(), StoreFixture.sheet(frames: 9), imageFolder: nil)

        let seen = statements.withLock { $0 }.filter { sql in
            ["SELECT", "UPDATE", "DELETE", "INSERT"].contains { sql.hasPrefix($0) } && !sql.contains("sqlite_master") && !sql.contains("grdb_")
        }
        #expect(seen.count > 40)
        for sql in seen.sorted() {
            for step in try steps(sql, store) {
                let words = step.split(separator: " ").map(String.init)
                let scans = words.count > 1 && words[0] == "SCAN" && Self.large.contains(words[1]) && !step.contains("INDEX")
                #expect(!scans, "\(step): \(sql)")
            }
        }
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
