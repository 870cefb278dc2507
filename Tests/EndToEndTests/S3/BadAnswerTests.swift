// Servers that answer badly, as a user meets them: one clear line each, exit 1, and within a moment.

import Foundation
import Testing

@Suite("Bad answers")
struct BadAnswerTests {
    private let server: BackgroundProcess, port: Int, project: Project

    init() throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../Servers/bad_answers.py").standardized.path
        server = try BackgroundProcess("/usr/bin/env", ["python3", script])
        port = try server.wait(for: #/ready (\d+)/#)
        project = try Project.empty()
    }

    private func expectOneLine(_ result: (status: Int32, output: String), _ words: String, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(result.status == 1 && result.output.split(separator: "\n").count == 1 && result.output.contains(words), "\(result.output)", sourceLocation: sourceLocation)
    }

    private func run(_ arguments: String..., environment: [String: String] = [:]) throws -> (status: Int32, output: String) {
        let own = ["RARITY_NETWORK_TIMEOUT": "1", "no_proxy": "127.0.0.1", "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null"]
        return try launch(Binary.path, arguments, in: project.folder, environment: own.merging(environment) { $1 })
    }

    @Test("a manifest behind a redirect loop, from a server that sends a byte a second, or that is a page to log in", arguments: [
        ("loop", "redirects more than 10 times, perhaps in a loop"), ("slow", "silent or far too slow"), ("login", "is a web page"),
    ])
    func manifest(_ folder: String, _ words: String) throws {
        defer { server.end() }
        expectOneLine(try run("preview", "http://127.0.0.1:\(port)/\(folder)/S01E01.jl", "--sample", "3"), words)
    }

    @Test("a session token that has ended, and a clock that stays wrong", arguments: [
        ("expired", "the session token (AWS_ACCESS_KEY_ID) has ended. Log in again"), ("skewed", "the clocks of this machine and the server differ"),
    ])
    func refusals(_ bucket: String, _ words: String) throws {
        defer { server.end() }
        let keys = ["AWS_ENDPOINT_URL_S3": "http://127.0.0.1:\(port)", "AWS_ACCESS_KEY_ID": "K", "AWS_SECRET_ACCESS_KEY": "s", "AWS_SESSION_TOKEN": "t"]
        expectOneLine(try run("preview", "s3://\(bucket)/S01E01.jl", "--sample", "3", environment: keys), words)
    }

    @Test("frames behind a redirect loop are missing, each with its reason")
    func frames() throws {
        defer { server.end() }
        try Data(#"[{"season": "S01", "episode": "E01", "spreadsheet_title": "t", "spreadsheet_url": "u", "share_link": "s", "manifest_file": "m.jl"}]"#.utf8)
            .write(to: project.file("e.json"))
        try Data("FRAME NUMBER,S3_BASE_URL\nTT_S01_E01_FRM-00-00-00-00,http://127.0.0.1:\(port)/loop/\n".utf8).write(to: project.file("S01E01.csv"))
        let imported = try run("import", "e.json")
        #expect(imported.status == 0 && imported.output.contains("rarity fetch S01E01"), "\(imported.output)")
        expectOneLine(try run("histogram", "TT_S01_E01_FRM-00-00-00-00"), "redirects more than 10 times")
    }
}
