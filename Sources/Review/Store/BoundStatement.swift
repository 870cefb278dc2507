// A prepared statement whose values go to SQLite one by one. Tens of thousands of rows are written with it in one import, and boxes
// for every value would cost more than SQLite does.

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

    func bind(_ value: Int?, _ index: Int32) { bind(value.map(Int64.init), index) }

    /// The bytes are copied.
    func bind(_ text: String?, _ index: Int32) {
        guard var text else { sqlite3_bind_null(handle, index); return }
        _ = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { sqlite3_bind_text(handle, index, $0.baseAddress, Int32($0.count), transient) }
        }
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

    func text(_ column: Int32) -> String? { sqlite3_column_text(handle, column).map { String(cString: $0) } }

    /// Runs it once; bindings stay until they are bound anew.
    /// - Throws: what SQLite says, as GRDB's own error.
    func run(_ db: Database) throws {
        let code = sqlite3_step(handle)
        guard code == SQLITE_DONE || code == SQLITE_ROW else { throw failure(code, db) }
        sqlite3_reset(handle)
    }

    private func failure(_ code: Int32, _ db: Database) -> DatabaseError {
        sqlite3_reset(handle)
        return DatabaseError(resultCode: ResultCode(rawValue: code), message: db.lastErrorMessage, sql: statement.sql)
    }
}

/// SQLite takes a copy at once.
private nonisolated(unsafe) let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
