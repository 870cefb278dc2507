// A prepared statement whose columns are read one by one. A million rows are read with it for one manifest, and boxes for every value would
// cost more than SQLite does.

import GRDB
import GRDBSQLite

struct BoundStatement {
    private let statement: Statement
    private let handle: OpaquePointer

    /// Kept by the connection, so that it is prepared once.
    init(_ db: Database, _ sql: String) throws {
        statement = try db.cachedStatement(sql: sql)
        handle = statement.sqliteStatement
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    /// - Parameter index: from 1.
    func bind(_ value: Int64?, _ index: Int32) {
        if let value { sqlite3_bind_int64(handle, index, value) } else { sqlite3_bind_null(handle, index) }
    }

    /// - Returns: whether there is another row; its columns can be read until the next call.
    func next(_ db: Database) throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE:
            sqlite3_reset(handle)
            return false
        case let code: throw failure(code, db)
        }
    }

    /// - Parameter column: from 0. `nil` where it holds NULL.
    func integer(_ column: Int32) -> Int64? {
        sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : sqlite3_column_int64(handle, column)
    }

    /// Valid until the next row; `nil` where the column holds NULL.
    func utf8(_ column: Int32) -> UnsafeBufferPointer<UInt8>? {
        sqlite3_column_text(handle, column).map { UnsafeBufferPointer(start: $0, count: Int(sqlite3_column_bytes(handle, column))) }
    }

    private func failure(_ code: Int32, _ db: Database) -> DatabaseError {
        sqlite3_reset(handle)
        return DatabaseError(resultCode: ResultCode(rawValue: code), message: db.lastErrorMessage, sql: statement.sql)
    }
}
