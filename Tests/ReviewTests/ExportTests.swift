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
        let manifest = try fixture.store.manifest(StoreFixture.code(), endpoint: ImageFolder.standardEndpoint)
        #expect(Manifest.text(manifest.lines, .jl) == """
            {"img-ref": "https://s3.us-west-2.amazonaws.com/b/f/TT_S01_E01_FRM-00-00-00-00.jpg", "class": "Rare"}
            {"img-ref": "https://s3.us-west-2.amazonaws.com/media.example.com/tt/TT_S01_E01_FRM-00-00-00-18.jpg", "class": "Junk"}

            """)
        #expect((manifest.withoutClass, manifest.withoutURL, manifest.contested) == (1, 1, 1))
    }
}
