import Frames
import Ingest
import Testing
@testable import Review

@Suite struct ExportTests {
    @Test("a manifest has the class in effect of every frame that has one and a base URL, in the order of the film")
    func manifest() throws {
        let fixture = try StoreFixture(frames: 4)
        try fixture.store.importEpisode(StoreFixture.entry(), EpisodeSheet(rows: (0..<4).map { index in
            var row = StoreFixture.row(index)
            if index == 1 { row.baseURL = nil }
            if index == 2 { (row.unsupervised, row.supervised) = (nil, nil) }
            if index == 3 { row.baseURL = "media.example.com/tt/" }
            return row
        }), imageFolder: nil)
        try fixture.decide(.label(.legendary), [3], by: "Ann")
        try fixture.decide(.label(.junk), [3], by: "Bob")
        var manifest = Manifest(.jl, endpoint: ImageFolder.standardEndpoint)
        let export = try fixture.store.add(StoreFixture.code(), to: &manifest)
        #expect(String(decoding: manifest.bytes, as: UTF8.self) == """
            {"img-ref": "https://s3.us-west-2.amazonaws.com/b/f/TT_S01_E01_FRM-00-00-00-00.jpg", "class": "Rare"}
            {"img-ref": "https://s3.us-west-2.amazonaws.com/media.example.com/tt/TT_S01_E01_FRM-00-00-00-18.jpg", "class": "Junk"}

            """)
        #expect((export.lines, export.withoutClass, export.withoutURL, export.contested) == (2, 1, 1, 1))
    }

    @Test("made by many threads, a manifest of many episodes is the same as one after the other, with one header", arguments: ManifestFormat.allCases)
    func together(_ format: ManifestFormat) throws {
        let store = try StoreFixture(episodes: 11, frames: 7).store, episodes = try store.episodes()
        var expected = Manifest(format), bytes: [UInt8] = []
        let exports = try episodes.map { try store.add($0.code, to: &expected) }
        #expect(try store.manifest(of: episodes, format) { bytes += $0 } == exports)
        #expect(bytes == expected.bytes && exports.count == 11)
    }

    @Test("where a part cannot be written, that is the error, and no thread goes on")
    func refused() throws {
        struct Full: Error {}
        let store = try StoreFixture(episodes: 30, frames: 2).store
        var parts = 0
        #expect(throws: Full.self) {
            try store.manifest(of: store.episodes(), .jl) { _ in
                parts += 1
                if parts == 2 { throw Full() }
            }
        }
        #expect(parts == 2)
    }
}
