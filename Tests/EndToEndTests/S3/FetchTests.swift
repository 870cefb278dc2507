// `rarity fetch`, the stages that need images, and the app, on a film whose images lie in S3 only.

import Foundation
import Testing

@Suite("Images from S3", .enabled(if: ObjectServer.program != nil, "rclone is not installed"), .serialized)
struct FetchTests {
    /// A small demo whose images were moved into a bucket, imported by its sheets alone.
    final class Remote {
        let server: ObjectServer, project: Project, images: [String]
        let bucket: URL

        init(frames: Int = 40) throws {
            server = try ObjectServer()
            let drawn = try Project(frames: frames, episodes: 1)
            project = try Project.empty()
            bucket = try server.makeBucket("film").appendingPathComponent("frames/thumbnails")
            try FileManager.default.createDirectory(at: bucket.deletingLastPathComponent(), withIntermediateDirectories: true)
            let demo = drawn.file("episodes/demo")
            try FileManager.default.moveItem(at: demo.appendingPathComponent("S01E01"), to: bucket)
            images = try FileManager.default.contentsOfDirectory(atPath: bucket.path).sorted()
            let sheet = try String(contentsOf: demo.appendingPathComponent("S01E01.csv"), encoding: .utf8)
            try sheet.replacing(#/https?:\/\/[^,"]*\//#, with: "http://127.0.0.1:\(server.port)/film/frames/thumbnails/")
                .write(to: project.file("S01E01.csv"), atomically: true, encoding: .utf8)
            let list = try FileManager.default.contentsOfDirectory(atPath: demo.path).first { $0.hasSuffix(".json") } ?? ""
            try FileManager.default.copyItem(at: demo.appendingPathComponent(list), to: project.file("episodes.json"))
            let (status, output) = try run("import", "episodes.json")
            guard status == 0 else { throw Failed(what: output) }
        }

        @discardableResult
        func run(_ arguments: String..., environment: [String: String] = [:]) throws -> (status: Int32, output: String) {
            try launch(Binary.path, arguments, in: project.folder, environment: server.environment().merging(environment) { $1 })
        }

        var fetched: [String] {
            ((try? FileManager.default.contentsOfDirectory(atPath: project.file(".rarity/frames/thumbnails/S01E01").path)) ?? []).sorted()
        }

        func isTrue(_ name: String) -> Bool {
            FileManager.default.contentsEqual(atPath: bucket.appendingPathComponent(name).path, andPath: project.file(".rarity/frames/thumbnails/S01E01/\(name)").path)
        }
    }

    @Test("all images are fetched and true, again costs nothing, and what is missing is named and stops nothing")
    func fetch() throws {
        let remote = try Remote()
        try FileManager.default.removeItem(at: remote.bucket.appendingPathComponent(remote.images[3]))
        try Data("<html>login</html>".utf8).write(to: remote.bucket.appendingPathComponent(remote.images[5]))
        let first = try remote.run("fetch")
        #expect(first.status == 0 && first.output.contains("\(remote.images.count - 2) images fetched"), "\(first.output)")
        #expect(first.output.contains("1 not a JPEG, 1 not found (404)."), "\(first.output)")
        #expect(first.output.contains("\(remote.images[3]): there is no such image (404)."), "\(first.output)")
        #expect(remote.fetched == remote.images.filter { $0 != remote.images[3] && $0 != remote.images[5] })
        #expect(remote.fetched.allSatisfy(remote.isTrue))
        let second = try remote.run("fetch", "--json")
        #expect(second.output.contains("\"fetched\":0,\"kept\":\(remote.images.count - 2)"), "\(second.output)")
    }

    @Test("through a proxy that spoils a third of what passes, every image is true")
    func faults() throws {
        let remote = try Remote()
        let proxy = try FaultProxy(before: remote.server)
        let sheet = try String(contentsOf: remote.project.file("S01E01.csv"), encoding: .utf8)
        try sheet.replacing(":\(remote.server.port)/", with: ":\(proxy.port)/").write(to: remote.project.file("S01E01.csv"), atomically: true, encoding: .utf8)
        try remote.run("import", "episodes.json")
        let result = try remote.run("fetch", environment: remote.server.environment(port: proxy.port))
        #expect(result.status == 0 && remote.fetched == remote.images && remote.fetched.allSatisfy(remote.isTrue), "\(result.output)")
    }

    @Test("stages that need images fetch them first")
    func stages() throws {
        let remote = try Remote(frames: 16)
        let shots = try remote.run("shots")
        #expect(shots.status == 0 && remote.fetched == remote.images, "\(shots.output)")
        let embed = try remote.run("embed", "--json")
        #expect(embed.output.contains("\"embedded\":\(remote.images.count)"), "\(embed.output)")
        // Embedded frames need no images any more.
        try FileManager.default.removeItem(at: remote.project.file(".rarity/frames"))
        let again = try remote.run("embed", "--json")
        #expect(again.output.contains("\"embedded\":0,\"kept\":\(remote.images.count)"), "\(again.output)")
        #expect(remote.fetched == [])
    }

    @Test("what makes every image fail is one line and exit 1", arguments: [
        (["AWS_SECRET_ACCESS_KEY": "wrong"], "are wrong: SignatureDoesNotMatch"), (["AWS_ACCESS_KEY_ID": "NOBODY"], "are wrong: InvalidAccessKeyId"),
        (["AWS_ACCESS_KEY_ID": ""], "no credentials are set"), (["AWS_PROFILE": "nobody"], "has no profile \"nobody\""),
    ])
    func refused(_ environment: [String: String], _ words: String) throws {
        let remote = try Remote(frames: 6)
        let result = try remote.run("fetch", environment: environment)
        let lines = result.output.split(separator: "\n").filter { !$0.hasPrefix("fetching") }
        #expect(result.status == 1 && lines.count == 1 && result.output.contains(words), "\(result.output)")
    }

    @Test("no such bucket and no server are one line and exit 1")
    func nowhere() throws {
        let remote = try Remote(frames: 6)
        try FileManager.default.removeItem(at: remote.server.folder.appendingPathComponent("film"))
        let bucket = try remote.run("fetch", "--quiet")
        #expect(bucket.status == 1 && bucket.output.contains("there is no bucket film at http://127.0.0.1:"), "\(bucket.output)")
        #expect(bucket.output.split(separator: "\n").count == 1, "\(bucket.output)")
    }

    @Test("where an image cannot be written, one line says so, and what was fetched stays whole")
    func full() throws {
        let remote = try Remote(frames: 6)
        let large = remote.bucket.appendingPathComponent(remote.images[4])
        try (try Data(contentsOf: large) + Data(count: 100_000)).write(to: large)
        // A limit on the size of files stands in for a disk that is full.
        let result = try launch("/bin/bash", ["-c", "trap '' XFSZ; ulimit -f 64; exec \(Binary.path) fetch --quiet"], in: remote.project.folder, environment: remote.server.environment())
        #expect(result.status == 1 && result.output.contains("cannot be written: File too large. Make room on the disk"), "\(result.output)")
        #expect(result.output.split(separator: "\n").count == 1, "\(result.output)")
        #expect(!remote.fetched.contains(remote.images[4]) && remote.fetched.allSatisfy(remote.isTrue))
    }

    @Test("the app shows a frame once it has arrived, and says why one is missing")
    func app() throws {
        let remote = try Remote(frames: 12)
        try FileManager.default.removeItem(at: remote.bucket.appendingPathComponent(remote.images[2]))
        let app = try Tmux(Binary.path, in: remote.project.folder, environment: remote.server.environment())
        try app.wait(for: "● saved")
        try app.wait("a picture") { $0.contains("▀") || $0.contains("▄") || $0.contains("█") || $0.contains("▌") }
        try app.keys("Right", "Right")
        try app.wait("why there is none") { $0.replacing(#/\s+/#, with: " ").contains("(404)") }
        #expect(remote.fetched.count >= 8)
        try app.type("q")
        try app.wait(for: "LEFT-WITH-0")
    }
}
