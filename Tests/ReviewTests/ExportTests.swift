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
}
