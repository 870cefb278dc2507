// Episodes' sheets at Google: read with a service account or by share link, written with a service account.

import Frames

/// Google Sheets with the credentials at hand. May be used from several threads, which share one token.
public struct GoogleSheets: Sendable {
    /// `nil`: sheets are read by share link.
    public let account: ServiceAccount?
    private let endpoints: GoogleEndpoints
    private let carry: GoogleCarrier
    private let api: SheetsAPI?

    init(_ account: ServiceAccount?, endpoints: GoogleEndpoints, carry: @escaping GoogleCarrier) throws(GoogleError) {
        self.account = account
        self.endpoints = endpoints
        self.carry = carry
        if let account {
            let tokens = try AccessTokens(account, endpoints: endpoints, carry: carry)
            api = SheetsAPI(account: account, endpoints: endpoints, tokens: tokens, carry: carry)
        } else {
            api = nil
        }
    }

    /// The sheet of an episode: with an account the one of its designated users, else the one that anyone can open.
    /// - Throws: `GoogleError`, or `IngestError` where it is no episode's sheet.
    public func sheet(_ entry: EpisodeEntry) throws -> ArrivingSheet {
        guard let link = account == nil ? SheetLink.shared(entry) : SheetLink.designated(entry) else {
            throw GoogleError(.settings, "\(entry.code): \"\((account == nil ? entry.shareLink : entry.spreadsheetURL).printable())\" is no link "
                + "to a spreadsheet. It should be like https://docs.google.com/spreadsheets/d/<id>/edit#gid=0.")
        }
        guard let api else {
            return try ArrivingSheet(csv: try SheetExport(endpoints: endpoints, carry: carry).csv(link), name: "\(entry.code)", place: "\(link)", episode: entry.code)
        }
        let tab = try api.tab(link, .read)
        return try ArrivingSheet(cells: try api.rows(link, A1.quoted(tab.title), .read), name: "\(entry.code)", place: "\(link)", episode: entry.code)
    }

    /// The tab of a link, to be compared and written to.
    /// - Parameter writing: asks for a token that may write; without, nothing can be changed.
    /// - Throws: `GoogleError`
    public func open(_ link: SheetLink, writing: Bool) throws(GoogleError) -> OpenSheet {
        guard let api else {
            throw GoogleError(.credentials, place: "\(link)", "a sheet is written with the key of a service account: --credentials FILE, or GOOGLE_APPLICATION_CREDENTIALS.")
        }
        return OpenSheet(api: api, link: link, tab: try api.tab(link, writing ? .write : .read), scope: writing ? .write : .read)
    }
}

/// A tab that can be read column by column and written to.
public struct OpenSheet: Sendable {
    let api: SheetsAPI
    public let link: SheetLink
    public let tab: SheetTab
    let scope: GoogleScope

    /// The cells of row 1.
    public func header() throws(GoogleError) -> [String] { try api.rows(link, A1.header(tab.title), scope).first ?? [] }

    /// Whole columns (from 0), each from row 1 to its last cell that is not empty; all as they are at one moment.
    public func columns(_ columns: [Int]) throws(GoogleError) -> [[String]] { try api.columns(link, tab, columns, scope) }

    /// Writes cells as they are; all of them or none.
    public func write(_ runs: [CellRun]) throws(GoogleError) { try api.write(link, tab, runs) }
}
