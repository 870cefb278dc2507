import Foundation
import Frames
import Synchronization
import Testing
@testable import Ingest

/// A key for these tests alone, made as they begin.
enum TestKey {
    static let pem: String = {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try? process.run()
        return String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }()

    static func file(_ changes: [String: String?] = [:]) -> [UInt8] {
        var object = ["type": "service_account", "project_id": "demo", "private_key_id": "k1", "private_key": pem,
                      "client_email": "rarity@demo.iam.gserviceaccount.com", "token_uri": "https://oauth2.googleapis.com/token"]
        for (key, value) in changes { object[key] = value }
        return Array((try? JSONSerialization.data(withJSONObject: object)) ?? Data())
    }

    static func account() throws -> ServiceAccount { try ServiceAccount(file(), path: "key.json") }

    /// Whether a text holds any piece of the key.
    static func leaks(in text: String) -> Bool {
        pem.split(separator: "\n").contains { $0.count > 10 && !$0.hasPrefix("-") && text.contains($0.prefix(16)) } || text.contains("PRIVATE KEY")
    }
}

@Suite("Google, without a network")
struct GoogleTests {
    @Test("a link names a spreadsheet and a tab", arguments: [
        ("https://docs.google.com/spreadsheets/d/1aB-_9/edit#gid=1690818184", "1aB-_9", 1690818184),
        ("https://docs.google.com/spreadsheets/d/1aB/edit?usp=sharing", "1aB", nil), ("https://docs.google.com/spreadsheets/d/1aB", "1aB", nil),
        ("https://docs.google.com/spreadsheets/d/1aB/edit?gid=3#gid=4", "1aB", 4), ("http://x/spreadsheets/d//edit", nil, nil),
        ("https://docs.google.com/spreadsheets/d/a%2Fb/edit", nil, nil), ("", nil, nil), ("u", nil, nil),
    ] as [(String, String?, Int?)])
    func links(text: String, id: String?, gid: Int?) {
        #expect(SheetLink(text: text)?.spreadsheet == id)
        #expect(SheetLink(text: text)?.gid == gid)
    }

    @Test("a share link without a tab means the tab of the designated link to the same spreadsheet")
    func sharedTab() {
        func entry(_ url: String, _ share: String) -> EpisodeEntry {
            EpisodeEntry(code: EpisodeCode(season: 1, episode: 1), title: "", spreadsheetURL: url, shareLink: share, manifestFile: "m")
        }
        let base = "https://docs.google.com/spreadsheets/d/"
        #expect(SheetLink.shared(entry(base + "a/edit#gid=7", base + "a/edit?usp=sharing"))?.gid == 7)
        #expect(SheetLink.shared(entry(base + "b/edit#gid=7", base + "a/edit?usp=sharing"))?.gid == nil)
        #expect(SheetLink.designated(entry("", base + "a/edit#gid=2"))?.gid == 2)
    }

    @Test("columns have letters", arguments: [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")])
    func letters(column: Int, text: String) { #expect(A1.letters(column) == text) }

    @Test("the name of a tab is never taken for a cell or the end of a text")
    func quoting() {
        #expect(A1.range("It's", column: 5, rows: 17...20) == "'It''s'!F17:F20")
        #expect(A1.quoted("A1") == "'A1'" && A1.column("x", 2) == "'x'!C:C")
    }

    @Test("cells of the API become texts: numbers without a fraction, truth as it is shown")
    func cells() throws {
        let values = try JSONSerialization.jsonObject(with: Data(#"[["a", 7, 2.5, true, 0, false, null], [], [1e3]]"#.utf8))
        #expect(SheetsAPI.cells(values) == [["a", "7", "2.5", "TRUE", "0", "FALSE", ""], [], ["1000"]])
        #expect(SheetsAPI.cells(nil).isEmpty)
    }

    @Test("a token is signed by the account for the place it is sent to, and good for an hour")
    func token() throws {
        let account = try TestKey.account()
        let signed = try #require(JSONWebToken(issuer: account.email, scope: "s", audience: "https://t", issuedAt: 1_000).signed(by: account.key, id: "k1"))
        let parts = signed.split(separator: ".").map(String.init)
        func object(_ part: String) throws -> [String: Any] {
            let base64 = part.replacing("-", with: "+").replacing("_", with: "/")
            let padded = base64 + String(repeating: "=", count: (4 - base64.count % 4) % 4)
            return try JSONSerialization.jsonObject(with: Data(base64Encoded: padded) ?? Data()) as? [String: Any] ?? [:]
        }
        #expect(try object(parts[0]) as? [String: String] == ["alg": "RS256", "typ": "JWT", "kid": "k1"])
        let claims = try object(parts[1])
        #expect(claims["aud"] as? String == "https://t" && claims["iat"] as? Int == 1_000 && claims["exp"] as? Int == 4_600)
        #expect(parts.count == 3 && !signed.contains("=") && parts[2].count == 342)
    }

    @Test("a credentials file that cannot be used is one line without anything of a key", arguments: [
        ("type", "authorized_user", "is not the key of a service account"), ("private_key", nil, "no \"private_key\""),
        ("private_key", "-----BEGIN PRIVATE KEY-----\nc2VjcmV0c2VjcmV0\n-----END PRIVATE KEY-----\n", "cannot be read"),
        ("client_email", "nobody", "no \"client_email\""),
    ] as [(String, String?, String)])
    func badCredentials(key: String, value: String?, words: String) throws {
        let error = #expect(throws: GoogleError.self) { try ServiceAccount(TestKey.file([key: value]), path: "key.json") }
        let text = "\(try #require(error))"
        #expect(text.hasPrefix("key.json: ") && text.contains(words), "\(text)")
        #expect(!TestKey.leaks(in: text) && !text.contains("c2VjcmV0") && !text.contains("\n"))
        let cut = #expect(throws: GoogleError.self) { try ServiceAccount(Array(TestKey.file().dropLast(3)), path: "key.json") }
        #expect(cut.map { "\($0)".contains("no JSON") && !TestKey.leaks(in: "\($0)") } == true)
    }

    @Test("an account that is printed or dumped shows nothing of its key")
    func printed() throws {
        let account = try TestKey.account()
        var dumped = ""
        dump(account, to: &dumped)
        for text in [dumped, "\(account)", String(reflecting: account), "\(account.key)"] { #expect(!TestKey.leaks(in: text), "\(text)") }
    }

    @Test("secrets go to https or to this machine, nowhere else", arguments: [
        ("https://sheets.googleapis.com", true), ("http://127.0.0.1:8080", true), ("http://localhost/x", true), ("http://localhost.evil.org", false),
        ("http://sheets.googleapis.com", false), ("http://127.0.0.1.evil.org", false), ("ftp://x", false), ("http://127.0.0.1@evil.org", false),
    ])
    func safe(address: String, isSafe: Bool) {
        #expect(GoogleEndpoints.isSafe(address) == isSafe)
        #expect(((try? GoogleEndpoints(environment: ["RARITY_GOOGLE_SHEETS_URL": address])) != nil) == isSafe)
    }

    @Test("the variable stands over the setting, and a slash at the end does not matter")
    func endpoints() throws {
        let named = try GoogleEndpoints(environment: ["RARITY_GOOGLE_DOCS_URL": "https://a/"], settings: ["docs_url": "https://b", "token_url": "https://c"])
        #expect(named.documents == "https://a" && named.token == "https://c" && named.sheets == "https://sheets.googleapis.com")
    }
}
