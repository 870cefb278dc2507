// The whole way of a data set: images in a bucket, labels in a project, class folders beside them; killed, spoiled, and again.

import Foundation
import Testing

@Suite("A data set in S3", .enabled(if: ObjectServer.program != nil, "rclone is not installed"), .serialized)
struct DatasetOnS3Tests {
    /// `rarity dataset --json`
    private struct Report: Decodable {
        let copies, moves, deletes, unchanged, failed: Int
    }

    /// A server with the images of an episode in a bucket, and a project whose sheet names them.
    private final class Fixture {
        static let frames = 240
        let server: ObjectServer, project: Project, bucket: URL

        init() throws {
            (server, project) = (try ObjectServer(), try Project.empty())
            bucket = try server.makeBucket("media")
            let images = bucket.appendingPathComponent("tt/s01e01/thumbnails")
            try FileManager.default.createDirectory(at: images, withIntermediateDirectories: true)
            var sheet = "S3_BASE_URI,FRAME NUMBER,UNSUPERVISED CLASSIFICATION\n"
            for index in 0..<Self.frames {
                let name = Self.name(index)
                try Data("\u{FF}picture \(index)".utf8).write(to: images.appendingPathComponent(name + ".jpg"))
                sheet += "media/tt/s01e01/thumbnails/,\(name),\(["Common", "Uncommon", "Rare"][index % 3])\n"
            }
            try Data(sheet.utf8).write(to: project.file("S01E01.csv"))
            let entry = #"[{"season": "S01", "episode": "E01", "spreadsheet_title": "T", "spreadsheet_url": "", "share_link": "", "manifest_file": "m/S01E01.jl"}]"#
            try Data(entry.utf8).write(to: project.file("episodes.json"))
            let imported = try Binary.run("import", "episodes.json", "--sheets", ".", in: project.folder)
            guard imported.status == 0 else { throw Failed(what: imported.output) }
        }

        static func name(_ index: Int) -> String {
            "TT_S01_E01_FRM-00-00-" + String(format: "%02d-%02d", index / 24, index % 24)
        }

        func dataset(_ words: String..., port: Int? = nil) throws -> Report {
            let run = try launch(Binary.path, ["dataset", "--output", "s3://media/set", "--json", "--quiet"] + words, in: project.folder,
                                 environment: server.environment(port: port))
            guard let report = try? JSONDecoder().decode(Report.self, from: Data(run.output.utf8)) else { throw Failed(what: run.output) }
            return report
        }

        /// Files of the data set on the server's disk: path below it, and content.
        func set() -> [String: String] {
            let root = bucket.appendingPathComponent("set").path
            var files: [String: String] = [:]
            for case let path as String in FileManager.default.enumerator(atPath: root) ?? .init() where path.hasSuffix(".jpg") {
                files[path] = try? String(contentsOfFile: root + "/" + path, encoding: .utf8)
            }
            return files
        }

        func expected(_ folder: (Int) -> String) -> [String: String] {
            Dictionary(uniqueKeysWithValues: (0..<Self.frames).map { ("\(folder($0))/\(Self.name($0)).jpg", "\u{FF}picture \($0)") })
        }
    }

    @Test("copied by the server, again 0 steps, changed labels are exactly as many moves, and what others put there stays")
    func inStep() throws {
        let fixture = try Fixture()
        let first = try fixture.dataset()
        #expect((first.copies, first.moves, first.deletes, first.failed) == (Fixture.frames, 0, 0, 0))
        let classes = ["Common", "Uncommon", "Rare"]
        #expect(fixture.set() == fixture.expected { classes[$0 % 3] })
        let second = try fixture.dataset()
        #expect((second.copies, second.moves, second.deletes, second.unchanged) == (0, 0, 0, Fixture.frames))
        try Data("theirs".utf8).write(to: fixture.bucket.appendingPathComponent("set/Rare/theirs.jpg"))
        let changed = (0..<30).map { $0 * 3 }
        let labelled = try launch(Binary.path, ["label"] + changed.map(Fixture.name) + ["Legendary", "--as", "Ann"], in: fixture.project.folder)
        #expect(labelled.status == 0, "\(labelled.output)")
        let third = try fixture.dataset()
        #expect((third.copies, third.moves, third.deletes, third.unchanged) == (0, 30, 0, Fixture.frames - 30))
        var expected = fixture.expected { changed.contains($0) ? "Legendary" : classes[$0 % 3] }
        expected["Rare/theirs.jpg"] = "theirs"
        #expect(fixture.set() == expected)
        #expect(try fixture.dataset("--verify").copies == 0)
    }

    @Test("killed at any moment and through a proxy that spoils what passes, the next run ends right and nothing is there twice")
    func killedAndSpoiled() throws {
        let fixture = try Fixture(), classes = ["Common", "Uncommon", "Rare"]
        let proxy = try FaultProxy(before: fixture.server)
        // Before it copies anything, and then until it has begun to.
        for milliseconds in [60, 110, 160, 240, 400, 700, 1200, 2500, 5000] where fixture.set().isEmpty {
            _ = try launch("/usr/bin/timeout", ["-s", "KILL", "\(Double(milliseconds) / 1000)", Binary.path, "dataset", "--output", "s3://media/set", "--quiet"],
                           in: fixture.project.folder, environment: fixture.server.environment(port: proxy.port))
        }
        #expect(!fixture.set().isEmpty)
        let report = try fixture.dataset(port: proxy.port)
        #expect(report.failed == 0)
        #expect(fixture.set() == fixture.expected { classes[$0 % 3] })
        let again = try fixture.dataset("--split", "80/20", "--by", "frame", port: proxy.port)
        #expect((again.copies, again.deletes) == (0, 0) && again.moves == Fixture.frames)
        #expect(fixture.set().count == Fixture.frames)
    }

    @Test("manifests are written to S3 and read from there; a version only when the content differs")
    func manifests() throws {
        let fixture = try Fixture(), environment = fixture.server.environment()
        func run(_ words: String...) throws -> (status: Int32, output: String) { try launch(Binary.path, words, in: fixture.project.folder, environment: environment) }
        #expect(try run("manifest", "--output", "s3://media/manifests/all.csv", "--format", "csv").status == 0)
        #expect(try String(contentsOf: fixture.bucket.appendingPathComponent("manifests/all.csv"), encoding: .utf8).split(separator: "\n").count == Fixture.frames + 1)
        for _ in 0..<2 { #expect(try run("manifest", "--format", "versioned", "--output", "s3://media/versions").status == 0) }
        let versions = try FileManager.default.contentsOfDirectory(atPath: fixture.bucket.appendingPathComponent("versions").path)
        #expect(versions.count == 1)
        let labels = try run("import-labels", "s3://media/manifests/all.csv", "--as", "Ann")
        #expect(labels.status == 0 && labels.output.contains("240 labels"), "\(labels.output)")
        let missing = try run("import-labels", "s3://media/none.csv")
        #expect(missing.status == 1 && missing.output.split(separator: "\n").count == 1, "\(missing.output)")
    }
}
