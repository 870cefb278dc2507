// Tens of thousands of new rows in one transaction, 64 in a statement: one statement a row finds its place in the table and in every
// index anew. Frames and labels of a film of 28,800: 45 ms of SQLite instead of 100.

import GRDB
import GRDBSQLite

/// Rows of one table.
struct BulkInsert {
    /// What the rows of a statement have in a column. What is not bound for each row costs nothing.
    enum Column {
        /// A value of its own.
        case each(String)
        /// All the same.
        case same(String)
        /// One more in each than in the row before.
        case counted(String)

        var name: String {
            switch self { case .each(let name), .same(let name), .counted(let name): name }
        }
    }

    /// The value of a column that is not of each row, in the first one.
    enum First {
        case integer(Int64)
        case text(SharedText)
    }

    private static let rowsAtOnce = 64

    private let db: Database
    private let table: String
    /// Of the columns that are not of each row: whether they count.
    private let counts: [Bool]
    private let many, one: Statement
    /// Texts that many rows have: their bytes are copied once, and lie there for as long as this lives.
    let shared = SharedTexts()

    /// - Parameter columns: those that are not of each row first.
    init(_ db: Database, _ table: String, _ columns: [Column]) throws {
        (self.db, self.table) = (db, table)
        counts = columns.compactMap { switch $0 { case .each: nil; case .same: false; case .counted: true } }
        many = try db.cachedStatement(sql: Self.sql(table, columns, rows: Self.rowsAtOnce))
        one = try db.cachedStatement(sql: Self.sql(table, columns, rows: 1))
    }

    /// Inserts rows.
    /// - Parameters:
    ///   - first: of the columns that are not of each row, in their order.
    ///   - bind: asked for each row by its number from 0; adds the values of all other columns.
    func insert(_ count: Int, _ first: [First], _ bind: (_ index: Int, _ values: inout BulkValues) -> Void) throws {
        // Bound texts lie in memory that is another's after this.
        defer {
            sqlite3_clear_bindings(one.sqliteStatement)
            if count >= Self.rowsAtOnce { sqlite3_clear_bindings(many.sqliteStatement) }
        }
        try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.rowsAtOnce * BulkValues.usualText) { texts in
            var done = 0
            while done < count {
                let rows = count - done < Self.rowsAtOnce ? 1 : Self.rowsAtOnce
                let handle = (rows == 1 ? one : many).sqliteStatement
                var values = BulkValues(handle, texts)
                for (value, isCounted) in zip(first, counts) {
                    switch value {
                    case .integer(let number): values.add(isCounted ? number + Int64(done) : number)
                    case .text(let text): values.add(text)
                    }
                }
                for index in done..<done + rows { bind(index, &values) }
                let code = sqlite3_step(handle)
                let message = db.lastErrorMessage
                sqlite3_reset(handle)
                guard code == SQLITE_DONE else { throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: "INSERT INTO \(table)") }
                done += rows
            }
        }
    }

    /// Columns that are not of each row are numbered and stand first: SQLite numbers the others behind them by itself, which it does faster.
    private static func sql(_ table: String, _ columns: [Column], rows: Int) -> String {
        let values = (0..<rows).map { row in
            let cells = columns.enumerated().map { index, column in
                switch column {
                case .same: "?\(index + 1)"
                case .counted: "?\(index + 1)+\(row)"
                case .each: "?"
                }
            }
            return "(" + cells.joined(separator: ",") + ")"
        }
        return "INSERT INTO \(table) (\(columns.map(\.name).joined(separator: ", "))) VALUES " + values.joined(separator: ",")
    }
}

/// The values of a statement's rows, column by column, bound as they come.
struct BulkValues {
    /// Bytes of a row that are not shared; a frame number has 24.
    fileprivate static let usualText = 32

    private let handle: OpaquePointer
    private let texts: UnsafeMutableBufferPointer<UInt8>
    private var used = 0
    private var place: Int32 = 0

    fileprivate init(_ handle: OpaquePointer, _ texts: UnsafeMutableBufferPointer<UInt8>) { (self.handle, self.texts) = (handle, texts) }

    mutating func add(_ value: Int64?) {
        place += 1
        if let value { sqlite3_bind_int64(handle, place, value) } else { sqlite3_bind_null(handle, place) }
    }

    mutating func add(_ value: Int?) { add(value.map(Int64.init)) }

    /// Text as UTF-8, which may be gone after this: SQLite reads it when all rows are bound.
    mutating func add(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        place += 1
        if bytes.count <= texts.count - used, let copy = texts.baseAddress.map({ $0 + used }), let base = bytes.baseAddress {
            copy.update(from: base, count: bytes.count)
            used += bytes.count
            sqlite3_bind_text(handle, place, UnsafeRawPointer(copy).assumingMemoryBound(to: CChar.self), Int32(bytes.count), nil)
        } else {
            let text = String(decoding: bytes, as: UTF8.self)
            sqlite3_bind_text(handle, place, text, Int32(text.utf8.count), Self.copied)
        }
    }

    /// SQLITE_TRANSIENT: SQLite makes a copy.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    /// A text of `BulkInsert.shared`.
    mutating func add(_ text: SharedText?) {
        place += 1
        if let text { sqlite3_bind_text(handle, place, text.bytes, text.count, nil) } else { sqlite3_bind_null(handle, place) }
    }
}
