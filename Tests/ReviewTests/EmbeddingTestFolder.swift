import Foundation
import Frames
import Model
@testable import Review

/// A folder of its own for each test, with frames whose embeddings and images can be told apart.
final class EmbeddingTestFolder {
    let path = FileManager.default.temporaryDirectory.appending(path: "rarity-embedding-\(UUID().uuidString)").path
    let trunk = TrunkName(input: .h144w256, precision: .float32)
    let episode = EpisodeCode(season: 1, episode: 3)

    init() throws { try FileManager.default.createDirectory(atPath: images, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    var images: String { "\(path)/images" }
    var folder: EmbeddingFolder { EmbeddingFolder(database: "\(path)/review.db", trunk: trunk) }
    var file: String { folder.file(episode) }

    func frames(_ numbers: some Sequence<Int>) -> [FrameNumber] {
        numbers.map { FrameNumber(text: "TT_S01_E03_FRM-00-00-\(String(format: "%02d-%02d", $0 / 24, $0 % 24))")! }
    }

    /// Numbers that half precision holds exactly, so that they can be compared with `==`.
    func embedding(of frame: FrameNumber, _ salt: Int = 0) -> [Float] {
        let start = frame.description.utf8.reduce(salt) { ($0 * 31 + Int($1)) % 1_021 }
        return (0..<Trunk.embeddingSize).map { Float((start + $0 * 7) % 1_000) / 256 }
    }

    /// Writes embeddings of some rows of an episode.
    func write(_ frames: [FrameNumber], rows: Range<Int>? = nil) throws {
        let lock = try folder.lock()
        defer { withExtendedLifetime(lock) {} }
        let writer = try EmbeddingWriter(path: file, trunk: trunk, frames: frames)
        for row in rows ?? frames.indices { try writer.write(row, embedding(of: frames[row]), stamp: UInt64(row)) }
    }

    /// Rows a writer would not make again, each checked to hold its own frame's numbers.
    func keptRows(_ frames: [FrameNumber]) throws -> (rows: [Int], areRight: Bool, note: String?) {
        let writer = try EmbeddingWriter(path: file, trunk: trunk, frames: frames)
        let rows = writer.kept.indices.filter { writer.kept[$0].state == .embedded }
        let read = try folder.embeddings(episode, of: frames)
        let right = read.positions == rows
            && rows.enumerated().allSatisfy { Array(read.matrix.row($0)) == embedding(of: frames[$1]) }
        return (rows, right, writer.note)
    }

    /// Draws an image for each frame, told apart by `salt`.
    func draw(_ frames: [FrameNumber], salt: Int = 0) throws {
        for (index, frame) in frames.enumerated() {
            var pixels: [UInt8] = []
            for y in 0..<36 { for x in 0..<64 { pixels += [UInt8((x * 3 + index * 40 + salt) % 256), UInt8(y * 7), UInt8((x ^ y) * 3)] } }
            let bytes = try JPEG.encode(RGBImage(width: 64, height: 36, pixels: pixels), quality: 90)
            try Data(bytes).write(to: URL(filePath: imagePath(frame)))
        }
    }

    func imagePath(_ frame: FrameNumber) -> String { "\(images)/\(frame.fileName)" }

    func job(_ frames: [FrameNumber]) -> EmbeddingJob {
        EmbeddingJob(episode: episode, frames: frames, imageFolder: images)
    }

    func run(_ frames: [FrameNumber], _ context: StageContext = StageContext()) throws -> EmbedReport {
        try EmbedFrames.run([job(frames)], into: folder, context: context)
    }
}
