// Outlines in local units. Curves stay curves until they are drawn: only then is it known how large they are.

/// One or more contours; a fill closes each of them.
struct Path: Sendable {
    enum Element: Sendable {
        case move(Point)
        case line(Point)
        case quad(Point, Point)
        case cubic(Point, Point, Point)
        /// A contour of its own: centre, radii.
        case ellipse(Point, Point)
        case close
    }

    private(set) var elements: [Element] = []

    init() {}

    init(_ build: (inout Path) -> Void) { build(&self) }

    mutating func move(_ x: Float, _ y: Float) { elements.append(.move(Point(x, y))) }
    mutating func line(_ x: Float, _ y: Float) { elements.append(.line(Point(x, y))) }
    mutating func quad(_ cx: Float, _ cy: Float, _ x: Float, _ y: Float) {
        elements.append(.quad(Point(cx, cy), Point(x, y)))
    }
    mutating func cubic(_ ax: Float, _ ay: Float, _ bx: Float, _ by: Float, _ x: Float, _ y: Float) {
        elements.append(.cubic(Point(ax, ay), Point(bx, by), Point(x, y)))
    }
    mutating func close() { elements.append(.close) }

    mutating func add(_ other: Path) { elements += other.elements }

    /// An ellipse around (x, y).
    static func ellipse(_ x: Float, _ y: Float, _ rx: Float, _ ry: Float) -> Path {
        Path { $0.elements.append(.ellipse(Point(x, y), Point(rx, ry))) }
    }

    static func circle(_ x: Float, _ y: Float, _ radius: Float) -> Path { ellipse(x, y, radius, radius) }

    /// A rectangle from its left top corner.
    static func rect(_ x: Float, _ y: Float, _ width: Float, _ height: Float) -> Path {
        polygon([x, y, x + width, y, x + width, y + height, x, y + height])
    }

    static func roundedRect(_ x: Float, _ y: Float, _ w: Float, _ h: Float, _ radius: Float) -> Path {
        let r = min(radius, min(w, h) / 2)
        return Path {
            $0.move(x + r, y)
            $0.line(x + w - r, y)
            $0.quad(x + w, y, x + w, y + r)
            $0.line(x + w, y + h - r)
            $0.quad(x + w, y + h, x + w - r, y + h)
            $0.line(x + r, y + h)
            $0.quad(x, y + h, x, y + h - r)
            $0.line(x, y + r)
            $0.quad(x, y, x + r, y)
            $0.close()
        }
    }

    /// x and y by turns.
    static func polygon(_ numbers: [Float]) -> Path {
        Path { path in
            for i in stride(from: 0, to: numbers.count - 1, by: 2) {
                i == 0 ? path.move(numbers[0], numbers[1]) : path.line(numbers[i], numbers[i + 1])
            }
            path.close()
        }
    }

    /// An open line, x and y by turns.
    static func polyline(_ numbers: [Float]) -> Path {
        Path { path in
            for i in stride(from: 0, to: numbers.count - 1, by: 2) {
                i == 0 ? path.move(numbers[0], numbers[1]) : path.line(numbers[i], numbers[i + 1])
            }
        }
    }

    /// An open curve from `a` to `b`, bent towards `control`.
    static func curve(_ a: Point, _ control: Point, _ b: Point) -> Path {
        Path {
            $0.move(a.x, a.y)
            $0.quad(control.x, control.y, b.x, b.y)
        }
    }

    /// A smooth closed outline through the middles of a polygon's sides: blobs, leaves, hair.
    static func blob(_ numbers: [Float]) -> Path {
        let n = numbers.count / 2
        guard n >= 3 else { return Path() }
        let corner = { (i: Int) in Point(numbers[2 * (i % n)], numbers[2 * (i % n) + 1]) }
        return Path { path in
            let start = (corner(0) + corner(1)) / 2
            path.move(start.x, start.y)
            for i in 1...n {
                let middle = (corner(i) + corner(i + 1)) / 2
                path.quad(corner(i).x, corner(i).y, middle.x, middle.y)
            }
            path.close()
        }
    }
}
