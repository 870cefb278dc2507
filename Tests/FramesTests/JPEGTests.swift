import Testing
@testable import Frames

@Suite("JPEG and resize")
struct JPEGTests {
    static let picture: RGBImage = {
        var pixels: [UInt8] = []
        for y in 0..<40 { for x in 0..<64 { pixels += [UInt8(x * 4), UInt8(y * 6), 128] } }
        return RGBImage(width: 64, height: 40, pixels: pixels)
    }()

    @Test("what is encoded is decoded to nearly the same picture")
    func roundTrip() throws {
        let decoded = try JPEG.decode(JPEG.encode(Self.picture, quality: 95), place: "test")
        let worst = zip(decoded.pixels, Self.picture.pixels).map { abs(Int($0) - Int($1)) }.max()!
        #expect(decoded.width == 64 && decoded.height == 40 && worst < 12)
    }

    @Test("a smaller size is decoded at the smallest scale that is large enough")
    func scaled() throws {
        let half = try JPEG.decode(JPEG.encode(Self.picture), place: "test", atLeast: (32, 20))
        #expect(half.width == 32 && half.height == 20)
        let full = try JPEG.decode(JPEG.encode(Self.picture), place: "test", atLeast: (33, 20))
        #expect(full.width == 64)
    }

    @Test("a JPEG that ends too early is refused")
    func truncated() throws {
        let bytes = try JPEG.encode(Self.picture)
        for length in stride(from: 2, to: bytes.count - 2, by: 37) {
            #expect(throws: FrameError.self) { try JPEG.decode(Array(bytes.prefix(length)), place: "cut") }
        }
    }

    @Test("other data is named for what it is", arguments: [
        ("\u{89}PNG", "some other data"), ("<html>", "an HTML page"), ("<!DOCTYPE html>", "an HTML page"), ("", "empty"), ("GIF89a", "a GIF"),
    ])
    func other(text: String, found: String) {
        #expect(throws: FrameError.notJPEG(place: "x", found: found)) { try JPEG.decode(Array(text.utf8), place: "x") }
    }

    @Test("a JPEG that claims an enormous size is refused before memory is taken", arguments: [
        (UInt8(0xFF), "Maximum supported image dimension"), (UInt8(0x7F), "32639x32639"),
    ])
    func huge(side: UInt8, words: String) throws {
        var bytes = try JPEG.encode(Self.picture)
        // The frame header (FF C0) holds height and width as two 16-bit numbers after length and precision.
        let header = try #require(bytes.indices.first { $0 + 1 < bytes.count && bytes[$0] == 0xFF && bytes[$0 + 1] == 0xC0 })
        for i in 5...8 { bytes[header + i] = side }
        let error = #expect(throws: FrameError.self) { try JPEG.decode(bytes, place: "x") }
        #expect(error?.description.contains(words) == true)
    }

    @Test("a missing file is named, with the reason")
    func missing() {
        #expect(throws: FrameError.unreadable(place: "/nowhere.jpg", reason: "No such file or directory")) { try JPEG.decode(path: "/nowhere.jpg") }
    }

    @Test("an area resize keeps the mean, and a whole factor averages blocks")
    func area() {
        let half = Self.picture.resized(width: 32, height: 20)
        let expected = (0..<3).map { (c: Int) -> Int in
            let corners = [c, 3 + c, 64 * 3 + c, 65 * 3 + c].map { Int(Self.picture.pixels[$0]) }
            return (corners.reduce(0, +) + 2) / 4
        }
        #expect((0..<3).map { Int(half.pixels[$0]) } == expected)
        let odd = Self.picture.resized(width: 7, height: 5)
        let mean = { (p: [UInt8]) in p.reduce(0.0) { $0 + Double($1) } / Double(p.count) }
        #expect(abs(mean(odd.pixels) - mean(Self.picture.pixels)) < 1)
    }
}
