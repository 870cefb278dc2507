import Foundation
import Frames
import Ingest
import Testing
@testable import Review

@Suite struct SamplePageTests {
    private func picture(_ name: String) throws -> SampledPicture {
        let image = RGBImage(width: 32, height: 18, pixels: (0..<32 * 18 * 3).map { UInt8(truncatingIfNeeded: $0 &* 7) })
        let jpeg = try JPEG.encode(image)
        return try SampledPicture(name: name, rarity: .rare, row: 7, jpeg: jpeg, image: JPEG.decode(jpeg, place: name))
    }

    @Test("every picture lies inside with 25 bars, the curve and its figures; names are text, and nothing is fetched")
    func page() throws {
        let pictures = [try picture("a<b>.jpg"), SampledPicture(name: "c.jpg", rarity: .junk, row: 9, missing: "no <such> file")]
        let html = SamplePage.html(pictures, manifest: "m & n.jl", counts: [3, 0, 0, 2, 0], rarity: nil, seed: 4)
        #expect(html.components(separatedBy: "<rect class=\"bin\"").count == 26)
        #expect(html.components(separatedBy: "<polyline class=\"normal\"").count == 2)
        #expect(html.components(separatedBy: "src=\"data:image/jpeg;base64,").count == 2)
        #expect(html.contains("a&lt;b&gt;.jpg") && html.contains("m &amp; n.jl") && html.contains("no &lt;such&gt; file"))
        #expect(html.contains("2 of 5 images, seed 4") && html.contains("row 7"))
        #expect(!html.contains("http:") && !html.contains("https:"))
        #expect(html.contains("default-src 'none'"))
    }

    @Test("the tallest bar and the curve stay inside the plot, also of a picture of one colour")
    func plot() throws {
        let flat = Histogram(GreyImage(RGBImage(width: 4, height: 4, pixels: [UInt8](repeating: 9, count: 48))))
        for histogram in [flat, try #require(picture("x").histogram)] {
            let heights = SamplePage.plot(histogram).matches(of: #/ height="([0-9.]+)"/#).compactMap { Double($0.1) }
            #expect(heights.count == 25 && heights.allSatisfy { (0...64).contains($0) } && (heights.max() ?? 0) > 5)
        }
    }

    @Test("an image is found beside the manifest, in its episode's folder, or outside; and else said to be nowhere")
    func lookup() throws {
        let fixture = try StoreFixture(frames: 2), folder = fixture.folder
        let manager = FileManager.default
        for name in ["beside", "images"] { try manager.createDirectory(atPath: folder.file(name), withIntermediateDirectories: true) }
        try Data("1".utf8).write(to: URL(fileURLWithPath: folder.file("beside/one.jpg")))
        try Data("2".utf8).write(to: URL(fileURLWithPath: folder.file("images/\(StoreFixture.number(1).fileName)")))
        try fixture.store.importEpisode(StoreFixture.entry(), StoreFixture.sheet(frames: 2), imageFolder: folder.file("images"))
        var lookup = ImageLookup(beside: folder.file("beside/m.jl"), store: fixture.store) { Array($0.utf8) }
        #expect(try lookup.bytes(of: "one.jpg") == Array("1".utf8))
        #expect(try lookup.bytes(of: "https://h/f/\(StoreFixture.number(1).fileName)") == Array("2".utf8))
        #expect(try lookup.bytes(of: "https://h/other.jpg") == Array("https://h/other.jpg".utf8))
        #expect(throws: (any Error).self) { try lookup.bytes(of: "nowhere.jpg") }
    }
}
