import Testing
@testable import Demo

/// White on black; the sum of red is the area.
private func area(_ canvas: Canvas) -> Double {
    (0..<canvas.width * canvas.height).reduce(0) { $0 + Double(canvas.pixels[$1] & 255) / 255 }
}

private let white = Colour(1, 1, 1)

@Suite("Canvas")
struct CanvasTests {
    @Test("a shape covers exactly its area, wherever its edges lie", arguments: [
        (Path.rect(3.25, 4.5, 10.5, 7.25), 76.125),
        (Path.rect(-5, -5, 200, 200), 1200),
        (Path.polygon([2, 2, 30, 2, 2, 22]), 280),
        (Path.rect(10, 28.5, 4, 90), 6),
        (Path.rect(37.5, 3, 90, 2), 5),
        (Path.circle(20, 15, 11.3), 401.15),
        (Path.ellipse(20, 15, 15.5, 6.25), 304.34),
        (Path.roundedRect(4, 4, 20, 12, 0), 240),
        (Path.rect(41, 3, 10, 10), 0),
        (Path.rect(-20, 3, 10, 10), 0),
    ] as [(Path, Double)])
    func areas(_ path: Path, _ expected: Double) {
        let canvas = Canvas(width: 40, height: 30)
        canvas.fill(path, white)
        #expect(abs(area(canvas) - expected) <= max(0.25, expected * 0.003), "\(area(canvas)) for \(expected)")
    }

    @Test("a shape that all four borders cut covers what lies inside")
    func cutByTheBorders() {
        let canvas = Canvas(width: 40, height: 30)
        canvas.fill(.polygon([-10, 15, 20, -15, 50, 15, 20, 45]), white)
        // The corners beyond |x - 20| + |y - 15| = 30 are four triangles with legs of 5.
        #expect(abs(area(canvas) - (1200 - 4 * 12.5)) < 1)
    }

    @Test("a shape leaves nothing behind in the coverage of the next")
    func nothingLeft() {
        let canvas = Canvas(width: 40, height: 30)
        for path in [Path.rect(-90, -90, 50, 300), .circle(80, 10, 30), .circle(-3, 40, 20), .rect(-50, 5, 400, 3), .rect(5, -50, 3, 400)] {
            canvas.fill(path, Colour(0, 0, 0))
        }
        canvas.clear(Colour(0, 0, 0))
        canvas.fill(.rect(0, 0, 40, 30), white)
        #expect(area(canvas) == 1200)
    }

    @Test("contours of opposite directions cut a hole, of the same direction unite")
    func holes() {
        let canvas = Canvas(width: 40, height: 30)
        canvas.fill(Path { $0.add(.rect(5, 5, 20, 20)); $0.add(.polygon([10, 10, 10, 20, 20, 20, 20, 10])) }, white)
        #expect(abs(area(canvas) - 300) < 0.5)
        canvas.clear(Colour(0, 0, 0))
        canvas.fill(Path { $0.add(.rect(5, 5, 20, 20)); $0.add(.rect(10, 10, 25, 10)) }, white)
        #expect(abs(area(canvas) - 500) < 0.5)
    }

    @Test("a line has its width and round ends, whatever its direction, and a ring its circumference")
    func strokes() {
        for angle in stride(from: Float(0), to: 6.3, by: 0.7) {
            let canvas = Canvas(width: 60, height: 60), d = direction(angle) * 15
            canvas.stroke(.polyline([30 - d.x, 30 - d.y, 30 + d.x, 30 + d.y]), 6, white)
            #expect(abs(area(canvas) - (180 + 28.27)) < 2.5, "\(angle)")
        }
        let canvas = Canvas(width: 60, height: 60)
        canvas.stroke(.circle(30, 30, 20), 4, white)
        #expect(abs(area(canvas) - 2 * .pi * 20 * 4) < 4)
    }

    @Test("half opaque is half, a clip cuts, light multiplies, a transform scales the area by its square")
    func states() {
        let canvas = Canvas(width: 40, height: 30)
        canvas.fill(.rect(0, 0, 40, 30), Colour(1, 1, 1, 0.5))
        #expect(abs(area(canvas) - 600) < 8)
        canvas.clear(Colour(0, 0, 0))
        canvas.clipped(to: .rect(10, 10, 10, 5)) { canvas.clipped(to: .rect(15, 0, 30, 30)) { canvas.fill(.rect(0, 0, 40, 30), white) } }
        #expect(abs(area(canvas) - 25) < 0.1)
        canvas.clear(Colour(0, 0, 0))
        canvas.light = Colour(0.2, 1, 1)
        canvas.fill(.rect(0, 0, 10, 10), white)
        canvas.light = white
        #expect(abs(area(canvas) - 20) < 0.1)
        canvas.clear(Colour(0, 0, 0))
        canvas.at(20, 15, scale: 2, flip: true, angle: 0.6) { canvas.fill(.rect(-3, -2, 6, 4), white) }
        #expect(abs(area(canvas) - 96) < 0.5)
    }

    @Test("a gradient begins with its first colour and ends with its last")
    func gradients() {
        let canvas = Canvas(width: 64, height: 4)
        canvas.fill(.rect(0, 0, 64, 4), .linear(from: Point(0, 0), to: Point(64, 0), [Stop(0, Colour(0, 0, 0)), Stop(0.5, Colour(1, 0, 0)), Stop(1, Colour(1, 1, 1))]))
        let row = (0..<64).map { canvas.pixels[$0] }
        #expect(row[0] & 255 < 8)
        #expect(row[63] >> 8 & 255 > 247)
        #expect(abs(Int(row[32] & 255) - 255) < 8 && row[32] >> 8 & 255 < 12)
        canvas.fill(.rect(0, 0, 64, 4), .radial(centre: Point(32, 2), radii: Point(16, 16), [Stop(0, white), Stop(1, Colour(0, 0, 0))]))
        #expect(canvas.pixels[2 * 64 + 32] & 255 > 240)
        #expect(canvas.pixels[2 * 64 + 2] & 255 == 0)
    }

    @Test("a dissolve mixes, a fade darkens, and neither changes anything at its end")
    func blends() {
        let a = Canvas(width: 8, height: 8), b = Canvas(width: 8, height: 8)
        a.clear(Colour(0x102030))
        b.clear(Colour(0xF0E0D0))
        a.dissolve(b, 0)
        #expect(a.pixels[0] & 0xFFFFFF == 0x302010)
        a.dissolve(b, 0.5)
        #expect(a.pixels[9] & 255 == 0x80)
        a.dissolve(b, 1)
        #expect(a.pixels[9] == b.pixels[9])
        a.fade(to: 1)
        #expect(a.pixels[9] == b.pixels[9])
        a.fade(to: 0)
        #expect(a.pixels[9] & 0xFFFFFF == 0)
    }
}
