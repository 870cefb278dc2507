import Foundation
import Testing

/// A drawn film whose sheets lie at the stand-in for Google, in tabs with the gid 7 beside others.
private final class SheetProject {
    let project: Project
    let google: URL
    let film: URL
    static let jonny = "JONNY's RECLASSIFICATION"

    init() throws {
        project = try Project.empty()
        google = project.file("google")
        film = project.file("film")
        let drawn = try Binary.run("demo", "film", "--episodes", "2", "--frames", "24", "--size", "64x36", "--db", "drawn.db", in: project.folder)
        guard drawn.status == 0 else { throw Failed(what: drawn.output) }
        for episode in ["S01E01", "S01E02"] {
            let sheet = try String(contentsOf: film.appendingPathComponent("\(episode).csv"), encoding: .utf8)
            try add("demo-\(episode)", ["0-notes": "A,B\n1,2\n", "7-It's frames": sheet])
        }
        try FileManager.default.createDirectory(at: project.file("episodes"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(at: project.file("episodes/S01E01"), withDestinationURL: film.appendingPathComponent("S01E01"))
        try FileManager.default.createSymbolicLink(at: project.file("episodes/S01E02"), withDestinationURL: film.appendingPathComponent("S01E02"))
        try write(["demo-S01E01", "demo-S01E02"])
    }

    func add(_ id: String, _ tabs: [String: String], access: String? = nil) throws {
        let folder = google.appendingPathComponent(id)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in tabs { try Data(text.utf8).write(to: folder.appendingPathComponent(name + ".csv")) }
        if let access { try Data(access.utf8).write(to: folder.appendingPathComponent("access")) }
    }

    /// episodes.json with an episode for each spreadsheet, no CSV beside it.
    func write(_ ids: [String], gid: Int = 7) throws {
        let list = ids.enumerated().map { index, id in
            ["season": "S01", "episode": "E0\(index + 1)", "spreadsheet_title": "t", "manifest_file": "manifests/\(index + 1).jl",
             "spreadsheet_url": "https://docs.google.com/spreadsheets/d/\(id)/edit#gid=\(gid)", "share_link": "https://docs.google.com/spreadsheets/d/\(id)/edit?usp=sharing"]
        }
        try JSONSerialization.data(withJSONObject: list).write(to: project.file("episodes/e.json"))
    }

    func cells(_ id: String = "demo-S01E01") throws -> [[String]] {
        try String(contentsOf: google.appendingPathComponent("\(id)/7-It's frames.csv"), encoding: .utf8)
            .split(whereSeparator: \.isNewline).map { line in
                // METADATA is the only cell with commas, and it stands last or in quotes.
                line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
    }

    /// Runs the binary; none of its output ever holds anything of a key.
    func run(_ server: GoogleServer, _ arguments: String..., environment: [String: String] = [:], sourceLocation: SourceLocation = #_sourceLocation) throws -> (status: Int32, output: String) {
        let result = try launch(Binary.path, arguments, in: project.folder, environment: server.environment.merging(environment) { $1 })
        #expect(try !server.leaks(in: result.output), "\(result.output)", sourceLocation: sourceLocation)
        return result
    }
}

@Suite("Google Sheets", .enabled(if: GoogleServer.isAvailable, "needs python3 and openssl"))
struct GoogleSheetsTests {
    @Test("a sheet is the same by the API, by share link and from its file")
    func sameSheet() throws {
        let project = try SheetProject()
        let server = try GoogleServer(project.google)
        let file = try project.run(server, "import", "episodes/e.json", "--sheets", "film", "--db", "a.db", "--json")
        let api = try project.run(server, "import", "episodes/e.json", "--db", "b.db", "--json", "--credentials", server.credentials)
        let link = try project.run(server, "import", "episodes/e.json", "--db", "c.db", "--json")
        #expect(file.status == 0 && file.output.contains("\"rows\":4"), "\(file.output)")
        #expect(api.output == file.output.replacing(".csv", with: ""))
        #expect(link.output == api.output)
        // A file beside the episodes file is taken, unless Google was asked for.
        let beside = try project.run(server, "import", "film/tuttle-twins-S01-episodes.json", "--db", "d.db", "--json")
        #expect(beside.output == file.output)
        let asked = try project.run(server, "import", "film/tuttle-twins-S01-episodes.json", "--db", "e.db", "--google")
        #expect(asked.status == 1 && asked.output.contains("FRAME NUMBER"), "\(asked)")      // its links name the tab 0
        let tokens = try server.requests.filter { $0.contains("\"token\": true") }
        #expect(!tokens.isEmpty && tokens.allSatisfy { $0.contains("127.0.0.1") && $0.contains("/v4/") })
    }

    @Test("too many requests, errors and tokens that end in the middle are waited out")
    func patience() throws {
        let project = try SheetProject()
        let server = try GoogleServer(project.google, "--token-life", "0.9", "--retry-after", "1", "--faults", "values/:429:1,values/:500:1,/token:503:1")
        let start = ContinuousClock.now
        let result = try project.run(server, "import", "episodes/e.json", environment: ["GOOGLE_APPLICATION_CREDENTIALS": server.credentials])
        #expect(result.status == 0, "\(result.output)")
        #expect(ContinuousClock.now - start > .seconds(1))       // Retry-After counts
        let requests = try server.requests
        #expect(requests.filter { $0.contains("/token\"") }.count >= 3, "\(requests)")
    }

    @Test("each refusal is a line that says whose access is missing and what to do, and the other episodes are imported")
    func refusals() throws {
        let project = try SheetProject()
        try project.add("private", ["7-x": "a"], access: "none")
        try project.add("disabled", ["7-x": "a"], access: "public read disabled")
        try project.add("other-tab", ["3-x": "a"])
        try project.add("no-columns", ["7-x": "a,b\n1,2\n"])
        try project.add("elsewhere", ["7-x": "a"], access: "read elsewhere loop")
        try project.add("page", ["7-x": "a"], access: "public page disabled")
        try project.write(["demo-S01E01", "private", "nothing", "disabled", "other-tab", "no-columns", "elsewhere", "page"])
        let server = try GoogleServer(project.google)
        func lines(_ output: String) -> [String] { output.split(separator: "\n").map(String.init).filter { $0.hasPrefix("rarity: ") } }
        let api = try project.run(server, "import", "episodes/e.json", "--credentials", server.credentials, "--db", "a.db")
        #expect(api.status == 1 && lines(api.output).count == 7, "\(api.output)")
        for (line, words) in zip(lines(api.output), ["rarity@demo.iam.gserviceaccount.com may not read this spreadsheet. Share it", "no such spreadsheet", "API is not enabled in the project demo",
                                                      "no tab with the gid 7; it has 3 (x)", "no column FRAME NUMBER", "307", "API is not enabled"]) {
            #expect(line.contains(words) && line.contains("S01E0"), "\(line)")
        }
        let link = try project.run(server, "import", "episodes/e.json", "--db", "b.db")
        #expect(link.status == 1 && lines(link.output).count == 7, "\(link.output)")
        for (line, words) in zip(lines(link.output), ["asks to sign in", "no such spreadsheet", "no column FRAME NUMBER", "gid 7", "no column FRAME NUMBER", "redirects more than", "a page came instead of CSV"]) {
            #expect(line.contains(words), "\(line)")
        }
        for database in ["a.db", "b.db"] {
            #expect(try project.run(server, "status", "--db", database).output.contains("S01E01"))
            #expect(try !project.run(server, "status", "--db", database).output.contains("S01E02"))
        }
        #expect(try server.requests.allSatisfy { !$0.contains("localhost") || $0.contains("\"token\": false") })
        let one = try project.run(server, "import", "episodes/e.json", "S01E02", "--db", "c.db")
        #expect(one.status == 1 && one.output.split(separator: "\n").filter { !$0.hasSuffix("…") }.count == 1 && !FileManager.default.fileExists(atPath: project.project.file("c.db").path))
        let key = try project.run(server, "import", "episodes/e.json", "--credentials", "episodes/e.json", "--db", "c.db")
        #expect(key.status == 1 && key.output.contains("no JSON object") || key.output.contains("is not the key"), "\(key.output)")
    }

    @Test("corrections go into the two columns made by hand, after a dry run that lists each; then an import reports nothing")
    func push() throws {
        let project = try SheetProject()
        let server = try GoogleServer(project.google)
        let access = ["GOOGLE_APPLICATION_CREDENTIALS": server.credentials]
        func push(_ options: String...) throws -> (status: Int32, output: String) {
            let words = ["sheets", "push", "S01E01"] + options
            let result = try launch(Binary.path, words, in: project.project.folder, environment: server.environment.merging(access) { $1 })
            #expect(try !server.leaks(in: result.output), "\(result.output)")
            return result
        }
        #expect(try project.run(server, "import", "episodes/e.json", environment: access).status == 0)
        let first = "TT_S01_E01_FRM-00-00-00-00", second = "TT_S01_E01_FRM-00-00-00-06"
        for (frame, who) in [(first, "Jonny"), (second, "Ann")] { #expect(try project.run(server, "label", frame, "Legendary", "--as", who).status == 0) }
        let before = try project.cells()
        let dry = try push("--dry-run")
        #expect(dry.status == 0 && dry.output.contains("\(first)  \(SheetProject.jonny): ") && dry.output.contains("\(second)  SUPERVISED CLASSIFICATION: "), "\(dry.output)")
        #expect(dry.output.contains("→ Legendary") && dry.output.contains("2 cells would be written"))
        #expect(try project.cells() == before)
        let written = try push()
        #expect(written.status == 0 && written.output.contains("2 cells written"), "\(written.output)")
        let changed = try zip(before, project.cells()).flatMap { old, new in zip(old, new).filter { $0 != $1 }.map(\.1) }
        #expect(changed == ["Legendary", "Legendary"])
        let again = try project.run(server, "import", "episodes/e.json", "--json", environment: access)
        #expect(again.output.contains("\"changed\":0") && again.output.contains("\"changes\":[]") && again.output.contains("\"standing\":[]"), "\(again.output)")
        #expect(try push("--json").output.contains("\"written\":0"))
        #expect(try project.run(server, "undo", "--as", "Ann").status == 0)
        #expect(try push().output.contains("1 cell written"))
        #expect(try project.run(server, "undo", "--as", "Jonny").status == 0)
        #expect(try push().output.contains("1 cell written"))
        #expect(try project.cells() == before)
    }

    @Test("a push is refused where the sheet has changed, where the account may not write, and without an account")
    func pushRefused() throws {
        let project = try SheetProject()
        let server = try GoogleServer(project.google)
        let access = ["GOOGLE_APPLICATION_CREDENTIALS": server.credentials]
        #expect(try project.run(server, "import", "episodes/e.json", environment: access).status == 0)
        #expect(try project.run(server, "label", "TT_S01_E02_FRM-00-00-00-06", "Legendary", "--as", "Ann").status == 0)
        let path = project.google.appendingPathComponent("demo-S01E02/7-It's frames.csv")
        let text = try String(contentsOf: path, encoding: .utf8)
        try Data(text.replacing("TT_S01_E02_FRM-00-00-00-06", with: "TT_S01_E02_FRM-00-00-00-07").utf8).write(to: path)
        let changed = try project.run(server, "sheets", "push", "S01E02", environment: access)
        #expect(changed.status == 1 && changed.output.contains("has changed since the import, nothing was written: row ") && changed.output.contains("FRM-00-00-00-07"), "\(changed.output)")
        try Data(text.utf8).write(to: path)
        let header = text.replacing("SUPERVISED CLASSIFICATION", with: "SUPERVISED", maxReplacements: 2)
        try Data(header.utf8).write(to: path)
        let gone = try project.run(server, "sheets", "push", "S01E02", environment: access)
        #expect(gone.status == 1 && gone.output.contains("row 1: SUPERVISED CLASSIFICATION is missing"), "\(gone.output)")
        try Data(text.utf8).write(to: path)
        try project.add("demo-S01E02", [:], access: "public read")
        let denied = try project.run(server, "sheets", "push", "S01E02", environment: access)
        #expect(denied.status == 1 && denied.output.contains("rarity@demo.iam.gserviceaccount.com may not write to this spreadsheet. Share it with this address as an editor"), "\(denied.output)")
        #expect(try project.run(server, "sheets", "push", "S01E02", "--dry-run", environment: access).status == 0)
        let nobody = try project.run(server, "sheets", "push", "S01E02")
        #expect(nobody.status == 1 && nobody.output.contains("--credentials FILE"), "\(nobody.output)")
        #expect(try String(contentsOf: path, encoding: .utf8) == text)
    }
}
