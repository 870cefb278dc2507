import Foundation
import Testing

/// Bad input, each one clear line and exit 1.
@Suite("Bad input")
struct BadInputTests {
    let project: Project

    init() throws { project = try Project.empty() }

    private func expectOneLine(_ result: (status: Int32, output: String), _ words: String..., sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(result.status == 1, "\(result.output)", sourceLocation: sourceLocation)
        let lines = result.output.split(separator: "\n")
        #expect(lines.count == 1, "\(result.output)", sourceLocation: sourceLocation)
        for word in words { #expect(result.output.contains(word), "\(result.output)", sourceLocation: sourceLocation) }
    }

    private func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        try Data(bytes).write(to: project.file(name))
        return name
    }

    @Test("a missing episodes file, one that is no JSON, one that lacks a key")
    func episodes() throws {
        expectOneLine(try Binary.run("import", "none.json", in: project.folder), "none.json")
        _ = try write("bad.json", Array("hello".utf8))
        expectOneLine(try Binary.run("import", "bad.json", in: project.folder), "bad.json", "JSON")
        _ = try write("lacks.json", Array(#"[{"season": "S01", "episode": "E01"}]"#.utf8))
        expectOneLine(try Binary.run("import", "lacks.json", in: project.folder), "lacks.json", "has no key")
    }

    @Test("a folder of images that is none")
    func imageFolder() throws {
        let full = try Project(frames: 4, episodes: 1)
        expectOneLine(try Binary.run("import", "episodes/demo/tuttle-twins-S01-episodes.json", "--images", "nowhere", in: full.folder), "nowhere", "no such folder")
    }

    @Test("a CSV without the columns that are needed")
    func columns() throws {
        _ = try write("e.json", Array(#"[{"season": "S01", "episode": "E01", "spreadsheet_title": "t", "spreadsheet_url": "u", "share_link": "s", "manifest_file": "m.jl"}]"#.utf8))
        _ = try write("S01E01.csv", Array("A,B\n1,2\n".utf8))
        expectOneLine(try Binary.run("import", "e.json", in: project.folder), "S01E01.csv", "FRAME NUMBER")
    }

    @Test("an image that is a PNG, a page, cut short, or enormous", arguments: [
        ("png.jpg", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], "PNG"), ("page.jpg", Array("<html><body>login</body></html>".utf8), "HTML"),
        ("cut.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0x00], "damaged"),
        ("huge.jpg", [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0xFF, 0xFF, 0xFF, 0xFF, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xFF, 0xD9], "huge.jpg"),
    ] as [(String, [UInt8], String)])
    func images(name: String, bytes: [UInt8], word: String) throws {
        let file = try write(name, bytes)
        for command in ["preview", "histogram", "trunk"] { expectOneLine(try Binary.run(command, file, in: project.folder), name, word) }
    }

    @Test("a database that is none, is newer, or may not be written")
    func databases() throws {
        _ = try write("review.db", Array(repeating: 65, count: 5000))
        expectOneLine(try Binary.run("status", in: project.folder), "review.db")
        let full = try Project(frames: 4, episodes: 1)
        let version = try launch("/usr/bin/env", ["python3", "-c", "import sqlite3; c = sqlite3.connect('review.db'); c.execute('PRAGMA user_version = 99'); c.commit()"], in: full.folder)
        #expect(version.status == 0, "\(version.output)")
        expectOneLine(try Binary.run("status", in: full.folder), "review.db", "newer")
    }

    @Test("labels of another program that name no imported frame, and a subject that the model does not know")
    func labels() throws {
        let full = try Project(frames: 24, episodes: 1)
        try Data("root:x:0\ndaemon:x:1\n".utf8).write(to: full.file("labels.txt"))
        let labels = try Binary.run("import-labels", "labels.txt", "--quiet", in: full.folder)
        #expect(labels.status == 1 && labels.output.contains("labels.txt: holds no label of an imported frame"), "\(labels.output)")
        #expect(try Binary.run("train", in: full.folder).status == 0)
        expectOneLine(try Binary.run("subjects", "--sees", "Nobody", "--quiet", in: full.folder), "no subject", "Nobody")
    }

    @Test("files with names of one character are files like others")
    func shortNames() throws {
        expectOneLine(try Binary.run("import", "e", in: project.folder), "e: ", "no such file")
        let full = try Project(frames: 4, episodes: 1)
        for command in [["backup", "b"], ["export", "labels", "--output", "l", "--format", "jl"], ["manifest", "--output", "m"], ["status", "--db", "b"],
                        ["restore", "b", "--db", "r"], ["import-labels", "l", "--as", "Ann"]] {
            let (status, output) = try launch(Binary.path, command, in: full.folder)
            #expect(status == 0, "\(command): \(output)")
        }
        #expect(try Data(contentsOf: full.file("r")).count == Data(contentsOf: full.file("b")).count)
    }

    @Test("a result that cannot be written is told")
    func fullOutput() throws {
        let full = try Project(frames: 4, episodes: 1)
        for command in ["status", "log", "keys"] {
            let result = try launch("/bin/sh", ["-c", "'\(Binary.path)' \(command) > /dev/full"], in: full.folder)
            expectOneLine(result, "standard output: ", "No space left")
        }
    }

    @Test("options that do not belong to what is asked for are refused", arguments: [
        ["train", "--network", "compact", "--head", "logistic"], ["predict", "--format", "versioned"], ["preview", "x", "--sample", "0"],
    ])
    func foreignOptions(words: [String]) throws {
        let (status, output) = try launch(Binary.path, words, in: project.folder)
        #expect(status == 64 && output.contains("--"), "\(output)")
    }

    @Test("a picture is no manifest")
    func pictureAsManifest() throws {
        expectOneLine(try Binary.run("preview", "none.jl", "--sample", "3", in: project.folder), "none.jl", "no such file")
        let full = try Project(frames: 4, episodes: 1)
        #expect(try Binary.run("manifest", "--format", "csv", "--output", "labels.txt", in: full.folder).status == 0)
        #expect(try Binary.run("preview", "labels.txt", "--sample", "1", "--quiet", in: full.folder).output.contains("row "), "told to be one")
        for option in [["--sample", "3"], ["--json"], ["--class", "Rare"], ["--html", "x.html"]] {
            let (status, output) = try launch(Binary.path, ["preview", "episodes/demo/S01E01/TT_S01_E01_FRM-00-00-00-00.jpg"] + option, in: full.folder)
            #expect(status != 0 && output.contains("is no manifest"), "\(output.prefix(300))")
        }
    }

    @Test("no terminal: stdin is not one, or TERM is unset or unknown")
    func terminals() throws {
        let demo = try Project(frames: 4, episodes: 1)
        expectOneLine(try Binary.run("review", in: demo.folder), "terminal")
        for term in ["", "no-such-terminal"] {
            let app = try Tmux("TERM=\(term) \(Binary.path)", in: demo.folder)
            let screen = try app.wait(for: "LEFT-WITH-1")
            #expect(screen.contains("TERM"))
        }
    }

    @Test("a wrong option or episode is a usage error")
    func usage() throws {
        #expect(try Binary.run("manifest", "--nonsense", in: project.folder).status == 64)
        #expect(try Binary.run("review", "S1E1", in: project.folder).status == 64)
        #expect(try Binary.run("dataset", "--output", "", in: project.folder).status == 64)
    }
}
