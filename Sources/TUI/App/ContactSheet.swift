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
    /// Columns of a tile's picture; `+` and `-` change it.
    public var columns = 24

    /// What it shows and what to do with it.
    var title: String {
        let count = "\(tiles.count) tile\(tiles.count == 1 ? "" : "s")"
        return switch source {
        case .queue(let name): "\(name.rawValue), \(count): correct the wrong ones, Enter accepts the rest"
        case .lookAlikes(let number): "look-alikes of \(number), \(count): x takes wrong ones out, a label key labels the rest"
        }
    }

    /// Items of a queue on one sheet: with more, the model learns too late to choose the next ones well.
    static let mostItems = 12
    static let sizes = [16, 24, 32, 44, 60]

    public var rows: Int { max(2, (columns * 9 + 16) / 32) }

    /// The tiles that a key takes: the marked ones, else the one at the cursor.
    var targets: [Int] { marks.isEmpty ? [selected].filter(tiles.indices.contains) : marks.sorted() }

    mutating func select(_ tile: Int) { selected = max(0, min(tiles.count - 1, tile)) }

    mutating func resize(_ by: Int) {
        let at = Self.sizes.firstIndex(of: columns) ?? 1
        columns = Self.sizes[max(0, min(Self.sizes.count - 1, at + by))]
    }

    /// How many tiles stand side by side.
    func across(_ width: Int) -> Int { max(1, (width - 1) / (columns + 1)) }

    /// How many rows of tiles fit; each has a caption.
    func down(_ height: Int) -> Int { max(1, (height - 4) / (rows + 1)) }
}
