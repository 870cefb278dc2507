// The images that were fetched: kept whole, thrown away oldest first, and never what is in use.

import Foundation
import Frames
import Ingest
import Testing
@testable import Review

@Suite struct FrameCacheTests {
    private let folder: TemporaryFolder
    private let cache: FrameCache

    init() throws {
        folder = try TemporaryFolder()
        cache = FrameCache(database: folder.file("review.db"), megabytes: 1)
        try cache.makeFolder(StoreFixture.code())
    }

    private func keep(_ index: Int, bytes: Int = 100_000, modified: Double? = nil) throws {
        try cache.keep(FetchedImage(bytes: [UInt8](repeating: UInt8(index), count: bytes), modified: modified), of: StoreFixture.number(index), .thumbnails)
    }

    private var there: [Int] { (0..<30).filter { cache.has(StoreFixture.number($0)) } }

    @Test("an image is kept whole, with the server's time of change, and replaces an earlier one")
    func keeps() throws {
        try keep(1, bytes: 10)
        try keep(1, bytes: 70_000, modified: 1_600_000_000)
        let file = cache.file(StoreFixture.number(1))
        #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == Data(repeating: 1, count: 70_000))
        var facts = stat()
        #expect(stat(file, &facts) == 0 && facts.st_mtim.tv_sec == 1_600_000_000)
        #expect(try FileManager.default.contentsOfDirectory(atPath: cache.folder(StoreFixture.code())).count == 1)
    }

    @Test("an image fetched again after it was thrown away is the one that was embedded")
    func stamp() throws {
        try keep(1, modified: 1_600_000_000)
        let before = ImageStamp.of(path: cache.file(StoreFixture.number(1)))
        unlink(cache.file(StoreFixture.number(1)))
        try keep(1, modified: 1_600_000_000)
        #expect(before != nil && ImageStamp.of(path: cache.file(StoreFixture.number(1))) == before)
    }

    @Test("what was fetched longest ago goes first, whatever the server says of its age; what is in use stays")
    func evicts() throws {
        for index in 0..<12 {
            try keep(index, modified: Double(1_600_000_000 - index))
            usleep(5_000)
        }
        let total = cache.trim(pinned: [cache.file(StoreFixture.number(0))])
        #expect(total <= 1 << 20)
        #expect(there == [0] + (12 - there.count + 1..<12))
        #expect(there.count < 11)
    }

    @Test("while all fits, nothing goes")
    func fits() throws {
        for index in 0..<5 { try keep(index) }
        #expect(cache.trim() == 500_000 && there == [0, 1, 2, 3, 4])
    }

    @Test("where nothing can be written, one line says so and no part stays")
    func unwritable() throws {
        try FileManager.default.removeItem(atPath: cache.folder(StoreFixture.code()))
        let error = #expect(throws: ReviewError.self) { try keep(1) }
        let line = error.map { "\($0)" } ?? ""
        #expect(line.contains("cannot be written: No such file or directory") && !line.contains("\n"))
    }

    @Test("the address of a frame is that of the size that is asked for")
    func addresses() throws {
        let store = try StoreFixture(frames: 2).store
        let places = try store.imagePlaces(StoreFixture.code())
        #expect(places.frames.count == 2)
        #expect(places.address(0, .stamps) == "https://s3.us-west-2.amazonaws.com/b/f/\(StoreFixture.number(0)).jpg")
        #expect(ImageFolder(text: "s3://bucket/frames/thumbnails/")?.sized(.stamps).base == "s3://bucket/frames/stamps/")
        #expect(ImageFolder(text: "bucket/frames/high_res")?.sized(.thumbnails).base == "bucket/frames/thumbnails/")
    }

    @Test("a stage that may not fetch asks nobody, and one that may leaves episodes with a folder of their own alone")
    func quiet() throws {
        let store = try StoreFixture(frames: 2).store
        #expect(try FetchImages.beforeStage(store, [StoreFixture.code()], context: StageContext()).isEmpty)
        #expect(try store.episode(StoreFixture.code()).imageFolder == nil)
        try store.importEpisode(StoreFixture.entry(), StoreFixture.sheet(frames: 2), imageFolder: folder.path)
        #expect(try FetchImages.beforeStage(store, [StoreFixture.code()], context: StageContext(mayFetch: true)).isEmpty)
    }
}
