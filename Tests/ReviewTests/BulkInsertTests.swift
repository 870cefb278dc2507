// Many rows at once must be the rows that were added, however many there are.

import GRDB
import Testing
@testable import Review

@Suite struct BulkInsertTests {
    @Test("every row arrives as it was added, whether it fills a statement or not", arguments: [0, 1, 63, 64, 65, 200])
    func rows(_ count: Int) throws {
        let database = try DatabaseQueue()
        try database.write { db in
            try db.execute(sql: "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, note TEXT, place INTEGER)")
            var bulk = try BulkInsert(db, "t", ["id", "name", "note", "place"])
            let short = [bulk.shared.keep(""), bulk.shared.keep("x")]
            for index in 0..<count {
                bulk.add(index)
                var name = "naïve \(index)'\""
                if index % 3 == 0 { bulk.add(nil as SharedText?) } else { name.withUTF8 { bulk.add(utf8: $0) } }
                bulk.add(short[index % 2])
                bulk.add(index % 5 == 0 ? nil : -index)
                try bulk.endRow()
            }
            try bulk.finish()
            let rows = try Row.fetchAll(db, sql: "SELECT id, name, note, place FROM t ORDER BY id")
            #expect(rows.count == count)
            for (index, row) in rows.enumerated() {
                #expect(row[0] == index && row[1] == (index % 3 == 0 ? nil : "naïve \(index)'\"") && row[2] == (index % 2 == 0 ? "" : "x"))
                #expect(row[3] == (index % 5 == 0 ? nil : -index))
            }
        }
    }

    @Test("a row that may not be there fails as SQLite says, and its transaction leaves nothing")
    func refused() throws {
        let database = try DatabaseQueue()
        try database.write { try $0.execute(sql: "CREATE TABLE t (id INTEGER PRIMARY KEY)") }
        let error = #expect(throws: DatabaseError.self) {
            try database.write { db in
                var bulk = try BulkInsert(db, "t", ["id"])
                for index in 0..<100 {
                    bulk.add(index % 70)
                    try bulk.endRow()
                }
                try bulk.finish()
            }
        }
        #expect(error?.resultCode == .SQLITE_CONSTRAINT && error?.message?.contains("t.id") == true)
        #expect(try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM t") } == 0)
    }
}
