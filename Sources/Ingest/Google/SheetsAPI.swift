// The four requests of the Sheets API (v4) that Rarity makes, and what its refusals mean.

import Foundation
import Frames

/// A tab of a spreadsheet.
public struct SheetTab: Equatable, Sendable {
    public let gid: Int
    public let title: String
}

/// Cells one below the other that are to be written.
public struct CellRun: Equatable, Sendable {
    /// From 0.
    public let column: Int
    /// As Google shows it.
    public let firstRow: Int
    public let values: [String]

    public init(column: Int, firstRow: Int, values: [String]) {
        self.column = column
        self.firstRow = firstRow
        self.values = values
    }
}

struct SheetsAPI: Sendable {
    let account: ServiceAccount
    let endpoints: GoogleEndpoints
    let tokens: AccessTokens
    let carry: GoogleCarrier

    /// All tabs in their order.
    func tabs(_ link: SheetLink, _ scope: GoogleScope) throws(GoogleError) -> [SheetTab] {
        let object = try call(link, "?fields=" + GoogleQuery.encoded("sheets.properties(sheetId,title)"), scope)
        let sheets = object["sheets"] as? [[String: Any]] ?? []
        let tabs = sheets.compactMap { sheet -> SheetTab? in
            guard let properties = sheet["properties"] as? [String: Any], let title = properties["title"] as? String else { return nil }
            return SheetTab(gid: (properties["sheetId"] as? NSNumber)?.intValue ?? 0, title: title)     // 0 may be left out
        }
        guard !tabs.isEmpty else { throw GoogleError(.other, place: "\(link)", "Google names no tab of this spreadsheet. Open it and see whether it is one.") }
        return tabs
    }

    /// The tab that a link names.
    /// - Throws: `GoogleError` of kind `.notFound` with the tabs that there are.
    func tab(_ link: SheetLink, _ scope: GoogleScope) throws(GoogleError) -> SheetTab {
        let tabs = try tabs(link, scope)
        guard let gid = link.gid else { return tabs[0] }
        if let tab = tabs.first(where: { $0.gid == gid }) { return tab }
        let known = tabs.prefix(8).map { "\($0.gid) (\($0.title.printable(limit: 40)))" }.joined(separator: ", ")
        throw GoogleError(.notFound, place: "\(link)", "the spreadsheet has no tab with the gid \(gid); it has \(known). Correct the link in the episodes file.")
    }

    /// Rows of cells; those that are empty at the end of a row, and rows at the end, are missing.
    func rows(_ link: SheetLink, _ range: String, _ scope: GoogleScope) throws(GoogleError) -> [[String]] {
        let object = try call(link, "/values/\(GoogleQuery.encoded(range))?valueRenderOption=UNFORMATTED_VALUE", scope)
        return Self.cells(object["values"])
    }

    /// Whole columns, each from row 1 to its last cell that is not empty.
    func columns(_ link: SheetLink, _ tab: SheetTab, _ columns: [Int], _ scope: GoogleScope) throws(GoogleError) -> [[String]] {
        let ranges = columns.map { ("ranges", A1.column(tab.title, $0)) }
        let query = GoogleQuery.text(ranges + [("majorDimension", "COLUMNS"), ("valueRenderOption", "UNFORMATTED_VALUE")])
        let object = try call(link, "/values:batchGet?" + query, scope)
        let found = (object["valueRanges"] as? [[String: Any]] ?? []).map { Self.cells($0["values"]).first ?? [] }
        guard found.count == columns.count else { throw GoogleError(.other, place: "\(link)", "Google answered with other columns than were asked for. Try again.") }
        return found
    }

    /// Writes cells as they are: nothing is taken for a number, a date or a formula. All of them, or none.
    func write(_ link: SheetLink, _ tab: SheetTab, _ runs: [CellRun]) throws(GoogleError) {
        let data = runs.map { run in
            let range = A1.range(tab.title, column: run.column, rows: run.firstRow...run.firstRow + max(run.values.count, 1) - 1)
            let values = run.values.map { "[\(JSONText.quoted($0))]" }.joined(separator: ",")
            return "{\"range\":\(JSONText.quoted(range)),\"values\":[\(values)]}"
        }
        let body = "{\"valueInputOption\":\"RAW\",\"data\":[\(data.joined(separator: ","))]}"
        let object = try call(link, "/values:batchUpdate", .write, body: Array(body.utf8))
        let cells = runs.reduce(0) { $0 + $1.values.count }
        guard (object["totalUpdatedCells"] as? NSNumber)?.intValue == cells else {
            throw GoogleError(.other, place: "\(link)", "Google says that it wrote \(object["totalUpdatedCells"] ?? "no") of \(cells) cells. Run the push again.")
        }
    }

    /// Cells as texts: a whole number without a fraction, truth as Google shows it.
    static func cells(_ values: Any?) -> [[String]] {
        (values as? [[Any]] ?? []).map { row in
            row.map { cell in
                if let text = cell as? String { return text }
                guard let number = cell as? NSNumber else { return "" }
                if String(cString: number.objCType) == booleanType { return number.boolValue ? "TRUE" : "FALSE" }
                let value = number.doubleValue
                return value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
            }
        }
    }

    /// A wait for the quota may outlast a token; more than this is a refusal.
    private static let triesWithTokens = 3

    /// How Foundation marks true and false among numbers.
    private static let booleanType = "c"

    /// A request with a token; where that has ended meanwhile, again with a new one.
    private func call(_ link: SheetLink, _ rest: String, _ scope: GoogleScope, body: [UInt8]? = nil) throws(GoogleError) -> [String: Any] {
        var request = GoogleRequest(url: "\(endpoints.sheets)/v4/spreadsheets/\(link.spreadsheet)\(rest)")
        if let body { (request.method, request.contentType, request.body) = (.post, "application/json", body) }
        var answer: GoogleAnswer
        var tries = 0
        repeat {
            let token = try tokens.token(scope)
            request.bearer = token
            answer = try carry(request)
            tries += 1
            if answer.status == 401 { tokens.forget(token, scope) }
        } while answer.status == 401 && tries < Self.triesWithTokens
        guard answer.status == 200 else {
            throw GoogleRefusal(answer).error(link, account: account, writing: scope == .write)
        }
        guard let object = answer.object else {
            throw GoogleError(.page, place: "\(link)", "the Sheets API answered with something that is no JSON. Is a proxy in between?")
        }
        return object
    }
}
