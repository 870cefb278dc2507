// Where things lie on the main screen, worked out from the size of the terminal alone.

/// The places of the main screen. A rectangle that is empty is not drawn.
public struct MainLayout: Equatable, Sendable {
    public enum Kind: Sendable { case wide, stacked, tooSmall }
    public let kind: Kind
    public var header = Rect(x: 0, y: 0, width: 0, height: 0)
    /// What the picture may use; the picture itself is centred in it.
    public var stage = Rect(x: 0, y: 0, width: 0, height: 0)
    public var side = Rect(x: 0, y: 0, width: 0, height: 0)
    /// Caption of the shot, and under it the small pictures where there is room.
    public var strip = Rect(x: 0, y: 0, width: 0, height: 0)
    public var timeline = Rect(x: 0, y: 0, width: 0, height: 0)
    public var status = Rect(x: 0, y: 0, width: 0, height: 0)
    public var hints = Rect(x: 0, y: 0, width: 0, height: 0)

    /// The smallest terminal that anything can be reviewed in.
    public static let smallest = (width: 40, height: 10)
    static let sideWidth = 30

    public init(width: Int, height: Int) {
        guard width >= Self.smallest.width, height >= Self.smallest.height else {
            kind = .tooSmall
            return
        }
        kind = width >= 78 && height >= 20 ? .wide : .stacked
        header = Rect(x: 0, y: 0, width: width, height: 1)
        hints = Rect(x: 0, y: height - 1, width: width, height: 1)
        status = Rect(x: 0, y: height - 2, width: width, height: 1)
        if kind == .wide { placeWide(width) } else { placeStacked(width) }
    }

    private mutating func placeWide(_ width: Int) {
        timeline = Rect(x: 0, y: status.y - 3, width: width, height: 3)
        let stageWidth = width - Self.sideWidth - 1
        // The picture takes what its 16:9 can use; what is left in height goes to the strip.
        let left = timeline.y - 1
        let wanted = Self.rows(forColumns: stageWidth)
        let spare = left - wanted - 1
        let thumbs = spare >= 4 ? min(7, spare) : max(0, min(1, spare))
        strip = Rect(x: 0, y: timeline.y - 1 - thumbs, width: width, height: 1 + thumbs)
        stage = Rect(x: 0, y: 1, width: stageWidth, height: strip.y - 1)
        side = Rect(x: stageWidth + 1, y: 1, width: Self.sideWidth, height: strip.y - 1)
    }

    private mutating func placeStacked(_ width: Int) {
        let hasTimeline = status.y >= 12
        let rows = hasTimeline ? 3 : 0
        timeline = Rect(x: 0, y: status.y - rows, width: width, height: rows)
        // Two lines under the picture say what the side panel says.
        side = Rect(x: 0, y: timeline.y - 2, width: width, height: 2)
        stage = Rect(x: 0, y: 1, width: width, height: side.y - 1)
    }

    /// The picture, as large as its aspect allows, centred in the stage.
    /// - Parameter aspect: width over height in pixels; a cell is twice as high as wide.
    public func picture(aspect: Double = 16.0 / 9) -> Rect { Self.fitted(stage, aspect: aspect) }

    /// Two pictures side by side, each with a caption below it.
    func pair(aspect: Double = 16.0 / 9) -> (left: Rect, right: Rect) {
        let half = (stage.width - 1) / 2, height = stage.height - 1
        return (Self.fitted(Rect(x: stage.x, y: stage.y, width: half, height: height), aspect: aspect),
                Self.fitted(Rect(x: stage.right - half, y: stage.y, width: half, height: height), aspect: aspect))
    }

    private static func fitted(_ stage: Rect, aspect: Double) -> Rect {
        guard !stage.isEmpty else { return stage }
        let columns = min(Double(stage.width), Double(stage.height) * 2 * aspect)
        let width = max(1, Int(columns.rounded()))
        let height = max(1, min(stage.height, Int((columns / 2 / aspect).rounded())))
        return Rect(x: stage.x + (stage.width - width) / 2, y: stage.y + (stage.height - height) / 2, width: width, height: height)
    }

    private static func rows(forColumns columns: Int) -> Int { Int((Double(columns) * 9 / 32).rounded()) }
}
