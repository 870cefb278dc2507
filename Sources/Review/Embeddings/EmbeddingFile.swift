// Reads the embeddings of one episode. Whatever was cut or altered counts as not embedded.

import Model

/// The embeddings of one episode and trunk, mapped from the disk. Threads may share it.
public final class EmbeddingFile: Sendable {
    public let path: String
    let layout: EmbeddingLayout
    private let file: MappedFile

    /// Rows of the file: the frames of the episode as it was when they were embedded.
    public var rows: Int { layout.rows }

    /// `nil` where nothing was embedded yet.
    /// - Throws: `EmbeddingError` for a file that is no embedding file, or is one of another trunk.
    public init?(path: String, trunk: TrunkName) throws(EmbeddingError) {
        guard let file = try MappedFile(path: path) else { return nil }
        layout = try EmbeddingLayout(file.bytes, place: path)
        guard layout.trunk == trunk.description else {
            throw .otherTrunk(place: path, found: layout.trunk, needed: trunk.description)
        }
        guard layout.columns == Trunk.embeddingSize else {
            throw .damaged(place: path, reason: "\(layout.columns) numbers a frame, needed are \(Trunk.embeddingSize)")
        }
        self.path = path
        self.file = file
    }

    /// Whether the file has the length its header promises; a cut one lacks rows.
    var isWhole: Bool { file.bytes.count >= layout.fileLength }

    /// What is marked for a row; `none` where the mark, or the numbers it vouches for, were cut or altered.
    func mark(_ row: Int) -> RowMark {
        let offset = layout.markOffset(row)
        guard offset + RowMark.length <= file.bytes.count else { return .none }
        let mark = RowMark(file.bytes, at: offset)
        if mark.state != .embedded { return mark }
        guard let numbers = numbers(row), mark.holds(numbers) else { return .none }
        return mark
    }

    /// The bytes of a row, embedded or not; `nil` where the file ends before.
    func numbers(_ row: Int) -> UnsafeRawBufferPointer? {
        let offset = layout.rowOffset(row)
        guard offset + layout.rowLength <= file.bytes.count else { return nil }
        return UnsafeRawBufferPointer(rebasing: file.bytes[offset..<offset + layout.rowLength])
    }

    /// The row of each frame, by frame number.
    func rowsByKey() -> [Substring: Int] {
        let names = String(decoding: layout.keys, as: UTF8.self).split(separator: "\n")
        return Dictionary(zip(names, 0...), uniquingKeysWith: { first, _ in first })
    }
}
