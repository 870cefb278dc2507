import CTurboJPEG
import Testing
@testable import Frames

@Suite("Kinds of JPEG")
struct JPEGKindsTests {
    /// How a file is coded.
    struct Kind: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let subsampling: TJSAMP
        var flags: Int32 = 0

        func encode(_ image: RGBImage) throws -> [UInt8] {
            let handle = try #require(tjInitCompress())
            defer { tjDestroy(handle) }
            var out: UnsafeMutablePointer<UInt8>?, size: UInt = 0
            defer { tjFree(out) }
            let status = tjCompress2(handle, image.pixels, Int32(image.width), 0, Int32(image.height), Int32(TJPF_RGB.rawValue), &out, &size,
                                     Int32(subsampling.rawValue), 92, TJFLAG_ACCURATEDCT | flags)
            try #require(status == 0)
            return Array(UnsafeBufferPointer(start: out, count: Int(size)))
        }
    }

    static let kinds = [
        Kind(testDescription: "4:2:0", subsampling: TJSAMP_420), Kind(testDescription: "4:2:2", subsampling: TJSAMP_422),
        Kind(testDescription: "4:4:0", subsampling: TJSAMP_440), Kind(testDescription: "4:1:1", subsampling: TJSAMP_411),
        Kind(testDescription: "4:4:4", subsampling: TJSAMP_444), Kind(testDescription: "grey", subsampling: TJSAMP_GRAY),
        Kind(testDescription: "progressive", subsampling: TJSAMP_420, flags: TJFLAG_PROGRESSIVE),
    ]

    @Test("every kind, of even and odd sizes, becomes the picture that a plain decode and resize give", arguments: kinds, [(640, 360), (637, 355)])
    func read(kind: Kind, size: (width: Int, height: Int)) throws {
        let bytes = try kind.encode(JPEGReaderTests.picture(size.width, size.height)), reader = try JPEGReader()
        for (width, height) in [(256, 144), (320, 180)] {
            let expected = try JPEG.decode(bytes, place: "x").resized(width: width, height: height)
            for detail in [JPEGReader.Detail.enough, .full] {
                let found = try reader.decode(bytes, place: "x", width: width, height: height, detail)
                #expect(JPEGReaderTests.meanDifference(found, expected) < 1.5, "\(width)x\(height) \(detail)")
            }
        }
    }

    @Test("every kind that ends too early is refused with its name", arguments: kinds)
    func cut(kind: Kind) throws {
        let bytes = try kind.encode(JPEGReaderTests.picture(640, 360)), reader = try JPEGReader()
        for length in [bytes.count / 4, bytes.count / 2, bytes.count - 40, bytes.count - 2] {
            for detail in [JPEGReader.Detail.enough, .full] {
                let error = #expect(throws: FrameError.self) { try reader.decode(Array(bytes.prefix(length)), place: "cut.jpg", width: 256, height: 144, detail) }
                #expect(error?.description.contains("cut.jpg") == true)
            }
        }
        #expect(try reader.decode(bytes, place: "x", width: 256, height: 144).width == 256)
    }

    @Test("colours for print (CMYK) are refused, and the reader goes on")
    func cmyk() throws {
        let ink = [UInt8](repeating: 90, count: 640 * 360 * 4), handle = try #require(tjInitCompress()), reader = try JPEGReader()
        defer { tjDestroy(handle) }
        var out: UnsafeMutablePointer<UInt8>?, size: UInt = 0
        defer { tjFree(out) }
        try #require(tjCompress2(handle, ink, 640, 0, 360, Int32(TJPF_CMYK.rawValue), &out, &size, Int32(TJSAMP_444.rawValue), 92, 0) == 0)
        let bytes = Array(UnsafeBufferPointer(start: out, count: Int(size)))
        for detail in [JPEGReader.Detail.enough, .full] {
            let error = #expect(throws: FrameError.self) { try reader.decode(bytes, place: "print.jpg", width: 256, height: 144, detail) }
            #expect(error?.description.contains("print.jpg") == true)
        }
        let good = try JPEG.encode(JPEGReaderTests.picture(640, 360))
        #expect(try reader.decode(good, place: "x", width: 256, height: 144).width == 256)
    }
}
