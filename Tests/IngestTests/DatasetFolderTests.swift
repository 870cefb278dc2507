import Foundation
import Testing
@testable import Ingest

@Suite struct DatasetFolderTests {
    /// A folder of images, and beside it a place for a data set.
    private final class Fixture {
        let root: String
        let place: FolderPlace
        var images: String { root + "/images/" }

        init(images: Int = 4) throws {
            root = NSTemporaryDirectory() + "rarity-tests-\(UUID().uuidString)"
            place = FolderPlace(path: root + "/set")
            try FileManager.default.createDirectory(atPath: root + "/images", withIntermediateDirectories: true)
            for i in 0..<images { try Data("image \(i)".utf8).write(to: URL(fileURLWithPath: "\(root)/images/\(i).jpg")) }
        }

        deinit { try? FileManager.default.removeItem(atPath: root) }

        func wanted(_ folders: [String]) throws -> [WantedObject] {
            let names = Set(folders.indices.map { "\($0).jpg" })
            let marks = try place.marks(of: names, in: images) ?? [:]
            return folders.enumerated().map { WantedObject(key: DatasetKey(folder: $1, name: "\($0).jpg"), source: images, mark: marks["\($0).jpg"]) }
        }

        /// One run.
        /// - Returns: the plan and what is recorded after it.
        func run(_ wanted: [WantedObject], _ placed: [PlacedObject], failures: Int = 0) throws -> (plan: DatasetPlan, placed: [PlacedObject]) {
            let folders = Set(wanted.map(\.key.folder)).union(placed.map(\.key.folder))
            let plan = DatasetPlan(wanted: wanted, placed: placed, present: try place.present(in: folders))
            var records = Dictionary(uniqueKeysWithValues: placed.map { ($0.key, $0) }), failed = 0
            try place.carryOut(plan) { change in
                switch change {
                case .placed(let object): records[object.key] = object
                case .removed(let key): records[key] = nil
                case .failed: failed += 1
                }
            }
            #expect(failed == failures)
            place.tidy(Set(plan.steps.flatMap(\.folders)))
            return (plan, Array(records.values))
        }

        func text(_ path: String) -> String? { try? String(contentsOfFile: root + "/set/" + path, encoding: .utf8) }
        func names(_ path: String) -> [String] { ((try? FileManager.default.contentsOfDirectory(atPath: root + "/set/" + path)) ?? []).sorted() }
    }

    @Test("images are linked into class folders, moved when classes change, and a folder without images is gone")
    func linksAndMoves() throws {
        let fixture = try Fixture()
        let first = try fixture.run(fixture.wanted(["Rare/", "Rare/", "Common/", "train/Junk/"]), [])
        #expect((first.plan.copies.count, fixture.names("Rare")) == (4, ["0.jpg", "1.jpg"]))
        var file = stat()
        #expect(stat(fixture.root + "/set/Rare/0.jpg", &file) == 0 && file.st_nlink == 2)
        let second = try fixture.run(fixture.wanted(["Rare/", "Common/", "Legendary/", "Rare/"]), first.placed)
        #expect((second.plan.copies.count, second.plan.moves.count, second.plan.deletes.count) == (0, 3, 0))
        #expect(fixture.names("") == ["Common", "Legendary", "Rare"])
        #expect(fixture.text("Rare/3.jpg") == "image 3")
        #expect(try fixture.run(fixture.wanted(["Rare/", "Common/", "Legendary/", "Rare/"]), second.placed).plan.isEmpty)
        let third = try fixture.run([], second.placed)
        #expect(third.plan.deletes.count == 4 && fixture.names("") == [])
    }

    @Test("what somebody else put there is neither replaced nor deleted, and a link as class folder is refused")
    func strangers() throws {
        let fixture = try Fixture()
        let manager = FileManager.default
        try manager.createDirectory(atPath: fixture.root + "/set/Rare", withIntermediateDirectories: true)
        try manager.createDirectory(atPath: fixture.root + "/elsewhere", withIntermediateDirectories: true)
        try Data("theirs".utf8).write(to: URL(fileURLWithPath: fixture.root + "/set/Rare/0.jpg"))
        try Data("theirs".utf8).write(to: URL(fileURLWithPath: fixture.root + "/set/Rare/note.txt"))
        try manager.createSymbolicLink(atPath: fixture.root + "/set/Junk", withDestinationPath: "../elsewhere")
        let first = try fixture.run(fixture.wanted(["Rare/", "Rare/", "Junk/"]), [], failures: 1)
        #expect(first.plan.blocked == [DatasetKey(folder: "Rare/", name: "0.jpg")] && first.plan.foreign == 2)
        // Ours, and then replaced by somebody.
        try manager.removeItem(atPath: fixture.root + "/set/Rare/1.jpg")
        try Data("theirs".utf8).write(to: URL(fileURLWithPath: fixture.root + "/set/Rare/1.jpg"))
        let second = try fixture.run([], first.placed)
        #expect(second.plan.isEmpty && second.plan.lost.count == 1)
        #expect(fixture.names("Rare") == ["0.jpg", "1.jpg", "note.txt"])
        #expect(fixture.text("Rare/0.jpg") == "theirs" && fixture.text("Rare/1.jpg") == "theirs")
        #expect(try manager.contentsOfDirectory(atPath: fixture.root + "/elsewhere") == [])
    }

    @Test("an image that was made anew takes the place of the earlier one, also one that changed under its link")
    func newImage() throws {
        let fixture = try Fixture()
        let first = try fixture.run(fixture.wanted(["Rare/", "Rare/"]), [])
        try FileManager.default.removeItem(atPath: fixture.images + "0.jpg")
        try Data("image 0 again".utf8).write(to: URL(fileURLWithPath: fixture.images + "0.jpg"))
        let handle = try #require(FileHandle(forWritingAtPath: fixture.images + "1.jpg"))
        try handle.write(contentsOf: Data("IMAGE".utf8))
        try handle.close()
        let second = try fixture.run(fixture.wanted(["Rare/", "Rare/"]), first.placed)
        #expect((second.plan.copies.count, second.plan.renewed.count) == (1, 1))
        #expect(fixture.text("Rare/0.jpg") == "image 0 again" && fixture.text("Rare/1.jpg") == "IMAGE 1")
        #expect(fixture.names("Rare") == ["0.jpg", "1.jpg"])
    }

    @Test("a job of S3 Batch Operations has a manifest of encoded keys with its ETag, and a prefix for one class")
    func batch() throws {
        let place = BatchPlace(root: S3Location(bucket: "dst-bucket", key: "sets/one"), folder: "/nowhere", account: "123456789012", role: nil)
        let wanted = [("train/Rare/", "s3://src/a b/"), ("train/Rare/", "s3://src/a+b/"), ("Junk/", "s3://src/é/")].enumerated().map {
            WantedObject(key: DatasetKey(folder: $1.0, name: "\($0).jpg"), source: $1.1, mark: nil)
        }
        let jobs = place.jobs(DatasetPlan(wanted: wanted, placed: [], present: []))
        #expect(jobs.map(\.name) == ["Junk", "train-Rare"])
        #expect(String(decoding: jobs[1].manifest, as: UTF8.self) == "src,a%20b/0.jpg\nsrc,a%2Bb/1.jpg\n")
        #expect(String(decoding: jobs[0].manifest, as: UTF8.self) == "src,%C3%A9/2.jpg\n")
        let request = try #require(JSONSerialization.jsonObject(with: Data(jobs[1].request.utf8)) as? [String: Any])
        let operation = (request["Operation"] as? [String: Any])?["S3PutObjectCopy"] as? [String: String]
        #expect(operation == ["TargetResource": "arn:aws:s3:::dst-bucket", "TargetKeyPrefix": "sets/one/train/Rare"])
        let location = (request["Manifest"] as? [String: Any])?["Location"] as? [String: String]
        #expect(location == ["ObjectArn": "arn:aws:s3:::dst-bucket/sets/one-batch/train-Rare.csv", "ETag": Digest.hex(Digest.md5(jobs[1].manifest))])
        #expect((request["ClientRequestToken"] as? String)?.count == 64)
    }
}
