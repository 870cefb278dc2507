import Foundation
import Frames
import Testing
@testable import Ingest

private let number = FrameNumber(text: "TT_S01_E01_FRM-00-00-08-12")!

@Suite struct ManifestTests {
    @Test("a line of JSON has the key order and the separators of the contract")
    func line() throws {
        let folder = try #require(ImageFolder(text: "https://s3.us-west-2.amazonaws.com/media/x/"))
        let lines = [ManifestLine(imageRef: folder.imageAddress(number), rarity: .rare)]
        #expect(Manifest.text(lines, .jl)
            == "{\"img-ref\": \"https://s3.us-west-2.amazonaws.com/media/x/TT_S01_E01_FRM-00-00-08-12.jpg\", \"class\": \"Rare\"}\n")
        #expect(Manifest.text(lines, .csv)
            == "img-ref,class\nhttps://s3.us-west-2.amazonaws.com/media/x/TT_S01_E01_FRM-00-00-08-12.jpg,Rare\n")
        #expect(Manifest.text([], .jl) == "")
    }

    @Test("frames are written as any image is; the versioned form names the data set's folder of the episode", arguments: [
        ("https://s3.us-west-2.amazonaws.com/media/tuttle_twins/s01e01/default_eng/v1/frames/thumbnails/", "tuttle_twins/s01e01"),
        ("media.angel-nft.com/tuttle_twins/S01E01/x/", "tuttle_twins/S01E01"), ("s3://bucket/other/", "tt/s01e01"),
        ("https://cdn.example.com/a/s01e01/", "a/s01e01"),
    ])
    func frames(base: String, folder: String) throws {
        let images = try #require(ImageFolder(text: base))
        let address = images.imageAddress(number, endpoint: "https://e.example")
        for format in [ManifestFormat.jl, .csv] {
            var manifest = Manifest(format, endpoint: "https://e.example")
            manifest.add(number, in: images, .rare)
            #expect(String(decoding: manifest.bytes, as: UTF8.self) == Manifest.text([ManifestLine(imageRef: address, rarity: .rare)], format))
        }
        var manifest = Manifest(.versioned, endpoint: "https://e.example")
        manifest.add(number, in: images, .rare)
        #expect(String(decoding: manifest.bytes, as: UTF8.self)
            == "{\"src_url\": \"\(address)\", \"dst_key\": \"\(folder)/ML/train/Rare/\(number).jpg\"}\n")
        let read = try TextFile.reading(String(decoding: manifest.bytes, as: UTF8.self)) { try LabelFile.read(path: $0) }
        #expect(read.rows.map(\.rarity) == [.rare] && read.problems.isEmpty)
    }

    @Test("a new version is written only when the content differs from the latest, and is later than it whatever the clock says")
    func versions() throws {
        let file = try TextFile("x", name: "S01E01-manifest.jl"), versions = ManifestVersions(number.episode)
        func write(_ rarity: RarityClass) throws -> (path: String, isNew: Bool) {
            var manifest = Manifest(.versioned)
            manifest.add(ManifestLine(imageRef: "https://h/\(number).jpg", rarity: rarity))
            return try versions.write(manifest, into: file.folder)
        }
        let first = try write(.rare)
        #expect(first.isNew)
        #expect(try write(.rare) == (first.path, false))
        let second = try write(.junk)
        #expect(second.isNew && second.path > first.path)
        #expect(try write(.rare).isNew)
        let name = try #require(second.path.split(separator: "/").last.map(String.init))
        #expect(versions.latest(of: [name, "S01E01-manifest.jl", "S01E02-manifest-2999-01-01T00:00:00.jl", "S01E01-manifest-x.jl"]) == name)
        #expect(versions.next(after: nil, now: 1_651_495_404_662_714) == "S01E01-manifest-2022-05-02T12:43:24.662714.jl")
        #expect(versions.next(after: "S01E01-manifest-2022-05-02T12:43:24.999999.jl", now: 5) == "S01E01-manifest-2022-05-02T12:43:25.000000.jl")
    }

    @Test("the same seed draws the same images, each once, of a class if one is named")
    func sample() throws {
        let lines = (0..<1000).map { ManifestLine(imageRef: "\($0).jpg", rarity: $0 % 10 == 0 ? .rare : .common) }
        func drawn(_ count: Int, _ rarity: RarityClass?, _ seed: UInt64) throws -> [Int] {
            var file = try ManifestFile(Array(Manifest.text(lines, .jl).utf8), path: "m.jl")
            return file.sample(count, of: rarity, seed: seed).samples.map(\.row)
        }
        #expect(try drawn(12, nil, 1) == drawn(12, nil, 1))
        #expect(try drawn(12, nil, 1) != drawn(12, nil, 2))
        #expect(try drawn(12, .rare, 3).allSatisfy { $0 % 10 == 1 })
        #expect(try Set(drawn(12, .rare, 3)).count == 12)
        #expect(try drawn(5000, nil, 3) == Array(1...1000))
        #expect(try drawn(100, .rare, 3).count == 100)
        #expect(try drawn(3, .legendary, 3) == [])
    }

    @Test("every image is drawn equally often")
    func evenly() throws {
        var counts = [Int](repeating: 0, count: 10)
        for seed in 0..<2_000 {
            var file = try ManifestFile(Array(Manifest.text((0..<10).map { ManifestLine(imageRef: "\($0)", rarity: .rare) }, .csv).utf8), path: "m.csv")
            for one in file.sample(3, of: nil, seed: UInt64(seed)).samples { counts[one.row - 2] += 1 }
        }
        // 600 expected, standard deviation 20.5.
        #expect(counts.allSatisfy { (510...690).contains($0) }, "\(counts)")
    }

    @Test("a base URL without a scheme, or of s3, gets its full https form at the endpoint", arguments: [
        ("media.angel-nft.com/tt/", "https://e.example/media.angel-nft.com/tt/TT_S01_E01_FRM-00-00-08-12.jpg"),
        ("s3://bucket/tt/", "https://e.example/bucket/tt/TT_S01_E01_FRM-00-00-08-12.jpg"),
        ("http://127.0.0.1:8080/b/", "http://127.0.0.1:8080/b/TT_S01_E01_FRM-00-00-08-12.jpg"),
    ])
    func fullForm(base: String, expected: String) throws {
        #expect(try #require(ImageFolder(text: base)).imageAddress(number, endpoint: "https://e.example") == expected)
    }

    @Test("what was written is read again, in both forms, also when the form is not named")
    func roundTrip() throws {
        let rows = (0..<50).map { FrameNumber(series: "TT", episode: number.episode, timecode: Timecode(index: $0)) }
        let lines = rows.enumerated().map {
            ManifestLine(imageRef: "https://h/a,\"b\"/\($1).jpg", rarity: RarityClass.allCases[$0 % 5])
        }
        for format in [ManifestFormat.jl, .csv] {
            let file = try TextFile(Manifest.text(lines, format), name: "m.\(format)")
            for named in [nil, LabelFormat(rawValue: format.rawValue)] {
                let read = try LabelFile.read(path: file.path, format: named)
                #expect(read.problems.isEmpty)
                #expect(read.rows.map(\.number) == rows)
                #expect(read.rows.map(\.rarity) == lines.map(\.rarity))
            }
        }
    }

    @Test("labels of other tools: a frame number or an image, with or without names in the first row", arguments: [
        "frame,class\nTT_S01_E01_FRM-00-00-08-12,Rare\n", "TT_S01_E01_FRM-00-00-08-12,rare",
        "img-ref,size,label\r\nhttps://h/TT_S01_E01_FRM-00-00-08-12.JPG,3,RARE\r\n", "\u{FEFF}a/b/TT_S01_E01_FRM-00-00-08-12.jpg, Rare \n\n",
        "{\"class\": \"Rare\", \"img-ref\": \"x/TT_S01_E01_FRM-00-00-08-12.jpg\"}",
    ])
    func labels(text: String) throws {
        let read = try TextFile.reading(text) { try LabelFile.read(path: $0) }
        #expect(read.rows.map(\.number) == [number])
        #expect(read.rows.map(\.rarity) == [.rare])
        #expect(read.problems.isEmpty)
    }

    @Test("rows of a label file that cannot be used are told by row")
    func problems() throws {
        let text = "frame,class\nTT_S01_E01_FRM-00-00-08-12,Rare\nTT_S01_E01_FRM-00-00-08-12,Junk\nx,Rare\nTT_S01_E01_FRM-00-00-08-13,Rar3\n"
        let read = try TextFile.reading(text) { try LabelFile.read(path: $0) }
        #expect(read.rows.count == 1)
        #expect(read.problems.map(\.row) == [3, 4, 5])
        #expect(read.problems[2].action.contains("Did you mean Rare?"))
        let lines = try TextFile.reading("{\"img-ref\": 3}\nnonsense\n") { try LabelFile.read(path: $0, format: .jl) }
        #expect(lines.problems.map(\.row) == [1, 2])
    }
}

@Suite struct FileReplacementTests {
    @Test("a file is replaced in one step: the reader of the earlier one keeps it, and no part is left")
    func replaces() throws {
        let file = try TextFile("old", name: "m.jl")
        let earlier = try #require(FileHandle(forReadingAtPath: file.path))
        try FileReplacement.write("new", to: file.path)
        #expect(try earlier.readToEnd() == Data("old".utf8))
        #expect(try String(contentsOfFile: file.path, encoding: .utf8) == "new")
        #expect(try FileManager.default.contentsOfDirectory(atPath: file.folder) == ["m.jl"])
    }

    @Test("missing folders are made; a link stays and its file is replaced")
    func foldersAndLinks() throws {
        let file = try TextFile("old", name: "real.jl")
        try FileReplacement.write("x", to: file.folder + "/a/b/m.jl", below: file.folder)
        #expect(FileManager.default.fileExists(atPath: file.folder + "/a/b/m.jl"))
        try FileManager.default.createSymbolicLink(atPath: file.folder + "/link.jl", withDestinationPath: "real.jl")
        try FileReplacement.write("new", to: file.folder + "/link.jl", below: file.folder)
        #expect(try String(contentsOfFile: file.path, encoding: .utf8) == "new")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: file.folder + "/link.jl") == "real.jl")
    }

    @Test("a folder, a link to nothing, a way out of the folder and a file as folder are one line each, and nothing is written")
    func refused() throws {
        let file = try TextFile("old", name: "real.jl")
        let manager = FileManager.default
        try manager.createDirectory(atPath: file.folder + "/in", withIntermediateDirectories: true)
        try manager.createSymbolicLink(atPath: file.folder + "/nothing", withDestinationPath: "/nowhere/x")
        try manager.createSymbolicLink(atPath: file.folder + "/in/out", withDestinationPath: "..")
        try manager.createSymbolicLink(atPath: file.folder + "/in/real.jl", withDestinationPath: "../real.jl")
        for (path, below) in [("/in", nil), ("/nothing", nil), ("/in/out/m.jl", "/in"), ("/in/out/new/m.jl", "/in"), ("/in/real.jl", "/in"), ("/real.jl/m.jl", nil)] as [(String, String?)] {
            let error = #expect(throws: IngestError.self) {
                try FileReplacement.write("x", to: file.folder + path, below: below.map { file.folder + $0 })
            }
            #expect(error?.description.contains("\n") == false)
        }
        #expect(try String(contentsOfFile: file.path, encoding: .utf8) == "old")
        #expect(!manager.fileExists(atPath: file.folder + "/new"))
    }

    @Test("a pipe is written to directly, also by a link to it")
    func pipe() throws {
        let file = try TextFile("", name: "x")
        let fifo = file.folder + "/fifo"
        #expect(mkfifo(fifo, 0o600) == 0)
        try FileManager.default.createSymbolicLink(atPath: file.folder + "/link", withDestinationPath: "fifo")
        let reader = open(fifo, O_RDONLY | O_NONBLOCK)
        defer { close(reader) }
        try FileReplacement.write("text", to: file.folder + "/link")
        var bytes = [UInt8](repeating: 0, count: 9)
        #expect(read(reader, &bytes, 9) == 4)
        #expect(try Set(FileManager.default.contentsOfDirectory(atPath: file.folder)) == ["x", "fifo", "link"])
    }

    @Test("only a relative path without steps up stays inside", arguments: [
        ("manifests/a.jl", true), ("a.jl", true), ("/a.jl", false), ("../a.jl", false), ("a/../../b", false), ("", false), ("a/", false), ("a\u{1B}b", false),
    ])
    func staysInside(path: String, expected: Bool) { #expect(FileReplacement.staysInside(path) == expected) }
}
