import Foundation
import Frames
import Testing

@Suite("JPEG to the network's size")
struct JPEGReaderTests {
    /// A picture with soft colours and edges, so that planes and pixels can differ.
    static func picture(_ width: Int, _ height: Int) -> RGBImage {
        var pixels: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                let edge = (x / 40 + y / 30) % 2 == 0 ? 40 : 0
                pixels += [UInt8(60 + edge + 100 * x / width), UInt8(80 + 90 * y / height), UInt8(200 - edge - 80 * x / width)]
            }
        }
        return RGBImage(width: width, height: height, pixels: pixels)
    }

    static func meanDifference(_ a: RGBImage, _ b: RGBImage) -> Double {
        Double(zip(a.pixels, b.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }) / Double(a.pixels.count)
    }

    @Test("a whole picture by planes is that of a full decode by area, within a level", arguments: [
        (640, 360, 256, 144), (640, 360, 320, 180), (854, 480, 320, 180), (641, 359, 256, 144), (400, 300, 256, 144), (200, 100, 256, 144),
    ])
    func full(width: Int, height: Int, toWidth: Int, toHeight: Int) throws {
        let bytes = try JPEG.encode(Self.picture(width, height), quality: 92), reader = try JPEGReader()
        let expected = try JPEG.decode(bytes, place: "x").resized(width: toWidth, height: toHeight)
        // Twice, so that memory that is used again is seen to make no difference.
        for _ in 0..<2 {
            let found = try reader.decode(bytes, place: "x", width: toWidth, height: toHeight, .full)
            #expect(found.width == toWidth && found.height == toHeight)
            #expect(Self.meanDifference(found, expected) < 1, "\(Self.meanDifference(found, expected))")
        }
    }

    @Test("a picture at half size by pixels equals the plain resize but for rounding", arguments: [(256, 144), (200, 100), (161, 93)])
    func enough(toWidth: Int, toHeight: Int) throws {
        let bytes = try JPEG.encode(Self.picture(640, 360), quality: 92)
        let expected = try JPEG.decode(bytes, place: "x", atLeast: (toWidth, toHeight)).resized(width: toWidth, height: toHeight)
        let found = try JPEGReader().decode(bytes, place: "x", width: toWidth, height: toHeight)
        let largest = zip(found.pixels, expected.pixels).map { abs(Int($0) - Int($1)) }.max() ?? 255
        #expect(largest <= 2, "\(largest)")
        #expect(Self.meanDifference(found, expected) < 0.4)
    }

    @Test("a picture that fits after scaling is what libjpeg-turbo gives")
    func fits() throws {
        let bytes = try JPEG.encode(Self.picture(640, 360), quality: 92)
        #expect(try JPEGReader().decode(bytes, place: "x", width: 320, height: 180) == JPEG.decode(bytes, place: "x", atLeast: (320, 180)))
    }

    @Test("a cut file, a page and nothing at all are refused with their names, and the reader goes on")
    func damaged() throws {
        let bytes = try JPEG.encode(Self.picture(640, 360), quality: 92), reader = try JPEGReader()
        for detail in [JPEGReader.Detail.enough, .full] {
            for bad in [Array(bytes.prefix(bytes.count / 2)), Array("<html>".utf8), []] {
                let error = #expect(throws: FrameError.self) { try reader.decode(bad, place: "bad.jpg", width: 256, height: 144, detail) }
                #expect(error?.description.contains("bad.jpg") == true)
            }
            #expect(try reader.decode(bytes, place: "x", width: 256, height: 144, detail).width == 256)
        }
    }
}
