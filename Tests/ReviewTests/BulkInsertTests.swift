// Many rows at once must be the rows that were added, however many there are.

import GRDB
import Testing
@testable import Review

@Suite struct BulkInsertTests {
    @Test("every row arrives as it was added, whether it fills a statement or not", arguments: [0, 1, 63, 64, 65, 200])
    func rows(_ count: Int) throws {
        let database = try DatabaseQueue()
        try database.write { db in
            try db.execute(sql: "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, note TEXT, place INTEGER, film INTEGER, series TEXT)")
            let bulk = try BulkInsert(db, "t", [.counted("id"), .same("film"), .same("series"), .each("name"), .each("note"), .each("place")])
            let short = [bulk.shared.keep(""), bulk.shared.keep("x")]
            // Some names have more bytes than a frame number, all of them together more than a statement keeps.
            func name(_ index: Int) -> String { index % 7 == 0 ? "" : "naïve \(index)'\"" + String(repeating: "ö", count: index % 60) }
            try bulk.insert(count, [.integer(10), .integer(3), .text(bulk.shared.keep("TT"))]) { index, values in
                var name = name(index)
                if index % 3 == 0 { values.add(nil as SharedText?) } else { name.withUTF8 { values.add(utf8: $0) } }
                values.add(short[index % 2])
                values.add(index % 5 == 0 ? nil : -index)
            }
            let rows = try Row.fetchAll(db, sql: "SELECT id, name, note, place, film, series FROM t ORDER BY id")
            #expect(rows.count == count)
            for (index, row) in rows.enumerated() {
                let expected: Row = [
                    "id": index + 10, "name": index % 3 == 0 ? nil : name(index), "note": index % 2 == 0 ? "" : "x",
                    "place": index % 5 == 0 ? nil : -index, "film": 3, "series": "TT",
                ]
                #expect(row == expected)
            }
        }
    }

    @Test("a row that may not be there fails as SQLite says, and its transaction leaves nothing")
    func refused() throws {
        let database = try DatabaseQueue()
        try database.write { try $0.execute(sql: "CREATE TABLE t (id INTEGER PRIMARY KEY)") }
        let error = #expect(throws: DatabaseError.self) {
            try database.write { db in
                try BulkInsert(db, "t", [.each("id")]).insert(100, []) { index, values in values.add(index % 70) }
            }
        }
        #expect(error?.resultCode == .SQLITE_CONSTRAINT && error?.message?.contains("t.id") == true)
        #expect(try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM t") } == 0)
    }
}
