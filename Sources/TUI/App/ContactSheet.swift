// Many frames at once: the next items of the queue, a shot a tile, or the look-alikes of a frame. The wrong
// ones are corrected or taken out; one key accepts the rest.

import Frames
import Review

/// The open sheet.
public struct ContactSheet: Equatable, Sendable {
    /// What the tiles are.
    public enum Source: Equatable, Sendable {
        case queue(QueueName)
        case lookAlikes(of: FrameNumber)
    }

    /// One picture that stands for frames that are decided together.
    public struct Tile: Equatable, Sendable {
        /// The frame that is shown.
        public let number: FrameNumber
        public let imageFolder: String?
        /// All frames that a decision takes, the shown one first.
        public let frames: [FrameID]
        public let shown: Decision.Shown
        /// The class that accepting gives; changed by a label key.
        public var rarity: RarityClass?
        /// Taken out: accepting leaves it alone.
        public var isOut = false
    }

    public let source: Source
    public var tiles: [Tile]
    public var selected = 0
    /// Marked tiles: label keys and x take these.
    public var marks: Set<Int> = []
    var rangeStart: Int?
    /// Sizes larger or smaller than the one at which all tiles fit.
    var zoom = 0

    /// What it shows.
    var title: String {
        switch source {
        case .queue(let name): "\(name.rawValue), \(counted(tiles.count, "tile"))"
        case .lookAlikes(let number): "Look-alikes of \(number), \(counted(tiles.count, "tile"))"
        }
    }

    /// What to do with it.
    var advice: String {
        switch source {
        case .queue: "1-5 correct a tile, x takes it out, Enter accepts the rest"
        case .lookAlikes: "x takes a tile out, 1-5 label all the others"
        }
    }

    /// Items of a queue on one sheet: with more, the model learns too late to choose the next ones well.
    static let mostItems = 12
    /// Columns of a tile's picture.
    static let sizes = [12, 16, 20, 24, 28, 32, 38, 44, 52, 60, 72, 88, 110]

    /// The tiles that a key takes: the marked ones, else the one at the cursor.
    var targets: [Int] { marks.isEmpty ? [selected].filter(tiles.indices.contains) : marks.sorted() }

    mutating func select(_ tile: Int) { selected = max(0, min(tiles.count - 1, tile)) }

    /// How the tiles lie on a screen of this size: as large as they can be with all in sight, or as `+` and `-` made them.
    func grid(width: Int, height: Int) -> SheetGrid {
        let all = Self.sizes.map { SheetGrid(columns: $0, width: width, height: height) }.filter(\.isWhole)
        guard let smallest = all.first else { return SheetGrid(columns: Self.sizes[0], width: width, height: height) }
        let fitting = all.lastIndex { $0.across * $0.down >= tiles.count } ?? all.firstIndex { $0.columns == 24 } ?? all.count - 1
        return all.indices.contains(fitting) ? all[max(0, min(all.count - 1, fitting + zoom))] : smallest
    }

    /// Larger or smaller, as far as the screen allows.
    mutating func resize(_ by: Int, width: Int, height: Int) {
        let before = grid(width: width, height: height)
        zoom += by
        if grid(width: width, height: height) == before { zoom -= by }
    }
}

/// Where tiles of one size lie.
struct SheetGrid: Equatable, Sendable {
    let columns, rows: Int
    /// The line of the first tiles.
    let top: Int
    /// How many stand side by side, and how many rows of them; each has a caption below it.
    let across, down: Int
    /// Whether at least one tile fits wholly.
    let isWhole: Bool

    init(columns: Int, width: Int, height: Int) {
        self.columns = columns
        rows = max(2, (columns * 9 + 16) / 32)
        top = height >= 16 ? 3 : 1
        let room = height - 2 - top
        isWhole = columns + 2 <= width && rows + 1 <= room
        across = max(1, (width - 1) / (columns + 1))
        down = max(1, room / (rows + 1))
    }
}
