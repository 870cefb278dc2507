import Foundation
import Frames
import Testing
@testable import TUI

@Suite("Pictures as pixels")
struct PixelTests {
    private static let cell = CellPixels(width: 8, height: 16)

    private func picture(_ way: PixelProtocol, textRows: Set<Int> = []) -> CellPicture {
        var picture = Preview.render(image: hills, columns: 20, rows: 6, mode: .trueColour)
        picture.pixels = PixelPicture(hills, PixelFormat(way: way, cell: Self.cell), columns: 20, rows: 6, textRows: textRows)
        return picture
    }

    private func screen(_ picture: CellPicture) -> Surface {
        var surface = Surface(width: 40, height: 12)
        surface.draw(picture, x: 3, y: 2)
        return surface
    }

    @Test("kitty gets the pixels, in pieces that are not too long")
    func kitty() throws {
        let sequence = KittyPicture(hills, number: 7).transmission
        let pieces: [(String, String)] = sequence.components(separatedBy: "\u{1B}\\").dropLast().map { piece in
            let parts = piece.dropFirst(3).split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), String(parts[1]))
        }
        #expect(pieces.allSatisfy { $0.1.utf8.count <= 4096 })
        #expect(pieces.first?.0.contains("i=7,f=24,t=d,s=160,v=96") == true)
        #expect(pieces.dropLast().allSatisfy { $0.0.hasSuffix("m=1") } && pieces.last?.0.hasSuffix("m=0") == true)
        let sent = try #require(Data(base64Encoded: pieces.map(\.1).joined()))
        #expect(Array(sent) == hills.pixels)
    }

    @Test("sixels, painted, are the picture within 34 dB after a blur of one pixel, with at most 255 colours")
    func sixel() {
        let painted = paint(SixelPicture(hills).bytes(rows: 0..<96), width: 160, height: 96)
        #expect(painted.colours <= 255)
        func blurred(_ image: RGBImage) -> Canvas { Canvas(image, columns: 20, rows: 6).blurred(sigma: 1) }
        #expect(blurred(painted.image).psnr(blurred(hills)) > 34)
    }

    @Test("a run of rows is those rows of the picture")
    func rows() {
        let sixel = SixelPicture(hills)
        let all = paint(sixel.bytes(rows: 0..<96), width: 160, height: 96).image
        let part = paint(sixel.bytes(rows: 32..<80), width: 160, height: 48).image
        #expect(part.pixels == Array(all.pixels[32 * 480..<80 * 480]))
    }

    @Test("what lies over a picture stays cells; the rows beside it are pixels")
    func covered() {
        let picture = picture(.kitty)
        var surface = screen(picture)
        surface.write("a dialog", x: 8, y: 4)
        let place = surface.pixels[0]
        #expect(place.bands(on: surface) == [0..<2, 3..<6])
        var pixels = PixelScreen()
        let shown = pixels.show(surface).surface
        #expect((0..<40).allSatisfy { shown[$0, 4] == surface[$0, 4] })
        #expect((3..<23).allSatisfy { shown[$0, 3].character == "\u{A0}" && shown[$0, 7].character == "\u{A0}" })
        #expect(shown[2, 3] == surface[2, 3] && shown[23, 3] == surface[23, 3])
    }

    @Test("a row of text is left to the cells, and a picture that is cut off is cells")
    func text() {
        let picture = picture(.sixel, textRows: [5])
        #expect(screen(picture).pixels[0].bands(on: screen(picture)) == [0..<5])
        var surface = Surface(width: 40, height: 12)
        surface.draw(picture, x: 30, y: 2)
        #expect(surface.pixels[0].bands(on: surface).isEmpty)
    }

    @Test("the same screen again writes nothing; a new picture is shown before the old one is taken away; the last one too")
    func changes() throws {
        var pixels = PixelScreen()
        let one = picture(.kitty), other = picture(.kitty), first = screen(one), second = screen(other)
        let numbers = try [#require(one.pixels).number, #require(other.pixels).number]
        #expect(pixels.show(first).sequence.contains("a=p,i=\(numbers[0])"))
        #expect(pixels.show(first).sequence.isEmpty)
        let change = pixels.show(second).sequence
        let new = try #require(change.range(of: "a=p,i=\(numbers[1])")), old = try #require(change.range(of: "a=d,d=I,i=\(numbers[0])"))
        #expect(new.upperBound < old.lowerBound)
        let plain = Surface(width: 40, height: 12)
        let end = pixels.show(plain)
        #expect(end.sequence.contains("a=d,d=I,i=\(numbers[1])") && end.surface == plain)
        #expect(pixels.show(plain).sequence.isEmpty)
    }

    @Test("sixels in the place of sixels are painted over them; anywhere else the screen is cleared and all is sent again")
    func sixelChanges() {
        var pixels = PixelScreen()
        let first = screen(picture(.sixel)), second = screen(picture(.sixel))
        #expect(!pixels.show(first).clears)
        #expect(!pixels.show(second).clears)
        var covered = second
        covered.write("a dialog", x: 8, y: 4)
        let change = pixels.show(covered)
        #expect(change.clears && change.sequence.contains("\u{1B}P"))
        let end = pixels.show(Surface(width: 40, height: 12))
        #expect(end.clears && end.sequence.isEmpty)
        #expect(!pixels.show(Surface(width: 40, height: 12)).clears)
    }

    @Test("every size of picture and place can be sent", arguments: [(1, 1, 1, 1), (3, 2, 700, 500), (30, 9, 5, 3)], PixelProtocol.allCases)
    func sizes(_ s: (Int, Int, Int, Int), _ way: PixelProtocol) {
        let image = drawn(s.2, s.3) { x, y in (x * 3 % 256, y * 5 % 256, (x + y) % 256) }
        #expect(PixelPicture(image, way, columns: s.0, rows: s.1, cell: Self.cell).text.hasSuffix("\u{1B}\\\n"))
    }

    /// A terminal's view of sixels.
    private func paint(_ text: String, width: Int, height: Int) -> (image: RGBImage, colours: Int) {
        var image = RGBImage(width: width, height: height, pixels: [UInt8](repeating: 0, count: width * height * 3))
        var palette: [Int: [UInt8]] = [:], used: Set<Int> = [], colour = 0, x = 0, top = 0
        guard let start = text.range(of: "\"1;1;\(width);\(height)") else { return (image, .max) }
        var rest = text[start.upperBound...].utf8
        func number() -> Int {
            var value = 0
            while let byte = rest.first, (48...57).contains(byte) { (value, rest) = (value * 10 + Int(byte) - 48, rest.dropFirst()) }
            return value
        }
        while let byte = rest.popFirst(), byte != 27 {
            var run = 1, value = byte
            switch byte {
            case UInt8(ascii: "#"):
                colour = number()
                guard rest.first == UInt8(ascii: ";") else { continue }
                let parts = (0..<4).map { _ in rest = rest.dropFirst(); return number() }
                palette[colour] = parts.dropFirst().map { UInt8(($0 * 255 + 50) / 100) }
                continue
            case UInt8(ascii: "$"): x = 0; continue
            case UInt8(ascii: "-"): (x, top) = (0, top + 6); continue
            case UInt8(ascii: "!"):
                run = number()
                value = rest.popFirst() ?? 63
            default: break
            }
            for _ in 0..<run {
                for bit in 0..<6 where (value - 63) >> UInt8(bit) & 1 == 1 && top + bit < height {
                    used.insert(colour)
                    let i = ((top + bit) * width + x) * 3
                    for c in 0..<3 { image.pixels[i + c] = palette[colour]?[c] ?? 0 }
                }
                x += 1
            }
        }
        return (image, used.count)
    }
}
