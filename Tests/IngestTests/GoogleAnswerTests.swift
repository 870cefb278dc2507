import Foundation
import Frames
import Synchronization
import Testing
@testable import Ingest

/// Answers by the path that they are asked for, and keeps what was asked.
final class CannedGoogle: Sendable {
    private let state: Mutex<(answers: [(String, GoogleAnswer)], asked: [GoogleRequest])>

    init(_ answers: [(String, GoogleAnswer)]) { state = Mutex((answers, [])) }

    var asked: [GoogleRequest] { state.withLock { $0.asked } }

    var carrier: GoogleCarrier {
        { request throws(GoogleError) in
            let answer = self.state.withLock { state -> GoogleAnswer? in
                state.asked.append(request)
                guard let index = state.answers.firstIndex(where: { request.url.contains($0.0) }) else { return nil }
                let isLast = state.answers.filter { $0.0 == state.answers[index].0 }.count == 1
                return isLast ? state.answers[index].1 : state.answers.remove(at: index).1
            }
            guard let answer else { throw GoogleError(.network, "nobody answers \(request.url)") }
            return answer
        }
    }

    static func json(_ text: String, status: Int = 200, headers: [String: String] = [:]) -> GoogleAnswer {
        GoogleAnswer(status: status, headers: headers, body: Array(text.utf8), url: "")
    }

    static func token(_ name: String, life: Int = 3599) -> GoogleAnswer {
        json(#"{"access_token": "\#(name)", "expires_in": \#(life), "token_type": "Bearer"}"#)
    }

    static func refusal(_ status: Int, _ word: String, _ message: String = "", reason: String = "") -> GoogleAnswer {
        json(#"{"error": {"code": \#(status), "message": "\#(message)", "status": "\#(word)", "details": [{"reason": "\#(reason)"}]}}"#, status: status)
    }

    static let tabs = json(#"{"sheets": [{"properties": {"sheetId": 5, "title": "other"}}, {"properties": {"title": "It's"}}]}"#)
}

@Suite("Google's answers")
struct GoogleAnswerTests {
    private let link = SheetLink(spreadsheet: "abc", gid: 0)
    private static let values = CannedGoogle.json(#"{"values": [["FRAME NUMBER", "S3_BASE_URL"], [], ["TT_S01_E01_FRM-00-00-08-12"]]}"#)
    private let entry = EpisodeEntry(code: EpisodeCode(season: 1, episode: 1), title: "", spreadsheetURL: "https://docs.google.com/spreadsheets/d/abc/edit#gid=0",
                                     shareLink: "https://docs.google.com/spreadsheets/d/abc/edit?usp=sharing", manifestFile: "m")

    private func sheets(_ google: CannedGoogle) throws -> GoogleSheets {
        try GoogleSheets(try TestKey.account(), endpoints: try GoogleEndpoints(), carry: google.carrier)
    }

    @Test("the tab of the gid is read as a whole, with one token for all requests, which goes to the API alone")
    func reading() throws {
        let google = CannedGoogle([("/token", CannedGoogle.token("T1")), ("/values/", Self.values), ("/v4/", CannedGoogle.tabs)])
        let sheet = try sheets(google).sheet(entry).sheet
        #expect(sheet.rows.map(\.row) == [3] && sheet.rows[0].baseURL == nil)
        #expect(google.asked.map(\.url) == [
            "https://oauth2.googleapis.com/token", "https://sheets.googleapis.com/v4/spreadsheets/abc?fields=sheets.properties%28sheetId%2Ctitle%29",
            "https://sheets.googleapis.com/v4/spreadsheets/abc/values/%27It%27%27s%27?valueRenderOption=UNFORMATTED_VALUE",
        ])
        #expect(google.asked.map(\.bearer) == [nil, "T1", "T1"])
        #expect(google.asked.allSatisfy { !$0.followsRedirects })
    }

    @Test("a token that is refused is replaced, one that has ended is asked for anew, a good one is kept")
    func tokens() throws {
        let refused = CannedGoogle.refusal(401, "UNAUTHENTICATED")
        let google = CannedGoogle([("/token", CannedGoogle.token("T1")), ("/token", CannedGoogle.token("T2")), ("/v4/", CannedGoogle.tabs), ("/v4/", refused), ("/v4/", CannedGoogle.tabs)])
        let opened = try sheets(google)
        _ = try opened.open(link, writing: false)
        _ = try opened.open(link, writing: false)
        #expect(google.asked.map(\.bearer) == [nil, "T1", "T1", nil, "T2"])
        let short = CannedGoogle([("/token", CannedGoogle.token("T1", life: 0)), ("/v4/", CannedGoogle.tabs)])
        let again = try sheets(short)
        for _ in 0..<2 { _ = try again.open(link, writing: false) }
        #expect(short.asked.filter { $0.bearer == nil }.count == 2)
        let never = CannedGoogle([("/token", CannedGoogle.token("T1")), ("/v4/", refused)])
        #expect(throws: GoogleError.self) { try sheets(never).open(link, writing: false) }
        #expect(never.asked.count == 6)
    }

    @Test("a refusal says whose access is missing, to what, and what to do", arguments: [
        (403, "PERMISSION_DENIED", "", ["rarity@demo.iam.gserviceaccount.com may not read", "Share it with this address as a viewer"]),
        (403, "PERMISSION_DENIED", "SERVICE_DISABLED", ["Google Sheets API is not enabled in the project demo", "sheets.googleapis.com"]),
        (404, "NOT_FOUND", "", ["no such spreadsheet", "Correct the link"]), (429, "RESOURCE_EXHAUSTED", "", ["quota is used up", "Wait a minute"]),
        (503, "UNAVAILABLE", "", ["503", "Try later"]), (400, "INVALID_ARGUMENT", "", ["400"]),
    ])
    func refusals(status: Int, word: String, reason: String, expected: [String]) throws {
        let google = CannedGoogle([("/token", CannedGoogle.token("ya29.secret")), ("/v4/", CannedGoogle.refusal(status, word, "says Google", reason: reason))])
        let error = #expect(throws: GoogleError.self) { try sheets(google).sheet(entry) }
        let text = "\(try #require(error))"
        #expect(text.hasPrefix("https://docs.google.com/spreadsheets/d/abc/edit#gid=0: "), "\(text)")
        for words in expected { #expect(text.contains(words), "\(text)") }
        #expect(!text.contains("ya29") && !TestKey.leaks(in: text) && !text.contains("\n"))
    }

    @Test("a refused token says why, names a wrong clock, and never quotes what was sent")
    func refusedToken() throws {
        func text(_ answer: GoogleAnswer) throws -> String {
            let error = #expect(throws: GoogleError.self) { try sheets(CannedGoogle([("/token", answer)])).sheet(entry) }
            return "\(try #require(error))"
        }
        let wrong = #"{"error": "invalid_grant", "error_description": "Invalid JWT Signature."}"#
        #expect(try text(CannedGoogle.json(wrong, status: 400)).contains("Invalid JWT Signature. Make a new key"))
        let late = ["date": "Mon, 01 Jan 2024 00:00:00 GMT"]
        #expect(try text(CannedGoogle.json(wrong, status: 400, headers: late)).contains("minutes ahead; set it"))
        let sent = Mutex("")
        let echo = try GoogleSheets(try TestKey.account(), endpoints: try GoogleEndpoints()) { request throws(GoogleError) in
            let body = String(decoding: request.body, as: UTF8.self)
            sent.withLock { $0 = body }
            return CannedGoogle.json(#"{"error": "invalid_grant", "error_description": "got \#(body)"}"#, status: 400)
        }
        let error = #expect(throws: GoogleError.self) { try echo.sheet(entry) }
        let assertion = try #require(sent.withLock { $0 }.components(separatedBy: "assertion=").last)
        #expect(assertion.count > 400 && !TestKey.leaks(in: assertion))
        #expect(error.map { !"\($0)".contains("eyJ") && !"\($0)".contains(assertion.prefix(40)) } == true)
    }

    @Test("what comes instead of CSV by a share link is told apart", arguments: [
        (200, "text/html; charset=utf-8", "https://accounts.google.com/v3/signin/identifier", "asks to sign in"),
        (200, "text/html", "https://docs.google.com/x", "a page came instead of CSV"), (200, "text/csv", "https://x", "a page came instead of CSV"),
        (401, "text/html", "https://x", "not open to everyone"), (404, "text/html", "https://x", "no such spreadsheet"),
        (400, "text/html", "https://x", "gid 0"), (500, "text/html", "https://x", "500"),
    ])
    func shareLinks(status: Int, kind: String, url: String, words: String) throws {
        let page = GoogleAnswer(status: status, headers: ["content-type": kind], body: Array("\n<!DOCTYPE html><html>".utf8), url: url)
        let google = try GoogleSheets(nil, endpoints: try GoogleEndpoints(), carry: CannedGoogle([("/export?format=csv&gid=0", page)]).carrier)
        let error = #expect(throws: GoogleError.self) { try google.sheet(entry) }
        #expect(error.map { "\($0)".contains(words) } == true, "\(error.map { "\($0)" } ?? "")")
    }

    @Test("cells are written RAW, neighbours in one range, and a wrong count is told")
    func writing() throws {
        let google = CannedGoogle([("/token", CannedGoogle.token("T1")), ("batchUpdate", CannedGoogle.json(#"{"totalUpdatedCells": 3}"#)),
                                   ("batchUpdate", CannedGoogle.json(#"{"totalUpdatedCells": 1}"#)), ("/v4/", CannedGoogle.tabs)])
        let sheet = try sheets(google).open(link, writing: true)
        let runs = [CellRun(column: 5, firstRow: 17, values: ["Rare", ""]), CellRun(column: 4, firstRow: 2, values: ["=1\"+"])]
        try sheet.write(runs)
        let body = try JSONSerialization.jsonObject(with: Data(try #require(google.asked.last).body)) as? [String: Any]
        #expect(body?["valueInputOption"] as? String == "RAW")
        let data = body?["data"] as? [[String: Any]] ?? []
        #expect(data.map { $0["range"] as? String } == ["'It''s'!F17:F18", "'It''s'!E2:E2"])
        #expect(data.map { $0["values"] as? [[String]] } == [[["Rare"], [""]], [["=1\"+"]]])
        #expect(throws: GoogleError.self) { try sheet.write(runs) }
        #expect(String(decoding: google.asked[0].body, as: UTF8.self).contains("grant_type=urn%3Aietf"))
    }

    @Test("a sheet without the needed columns, or nothing at all, is one line with its address", arguments: [
        (#"{"values": [["A", "B"], ["1", "2"]]}"#, "no column FRAME NUMBER"), ("{}", "is empty"),
    ])
    func notASheet(values: String, words: String) throws {
        let google = CannedGoogle([("/token", CannedGoogle.token("T1")), ("/values/", CannedGoogle.json(values)), ("/v4/", CannedGoogle.tabs)])
        let error = #expect(throws: IngestError.self) { try sheets(google).sheet(entry) }
        #expect(error.map { "\($0)".contains(words) && "\($0)".contains("/d/abc/") } == true)
    }
}
