// Writes the embeddings of one episode, row by row, each whole before it is marked: a kill loses only the
// frames in hand, and a power failure only rows whose checksums tell.

#if canImport(Glibc)
import Glibc
#endif
import Frames
import Model

/// An embedding file open for writing, its rows in the order of the frames given. Threads may share it, as
/// long as no two write the same row.
final class EmbeddingWriter: Sendable {
    let path: String
    /// What was there already: rows kept from before, by row.
    let kept: [RowMark]
    /// A line for the user where an older file could not be used.
    let note: String?
    private let layout: EmbeddingLayout
    private let descriptor: Int32

    /// Opens the file of an episode: a file of these very frames is continued, one of other frames gives
    /// what it has of these, a damaged one or one of another trunk is set aside as `….damaged`.
    init(path: String, trunk: TrunkName, frames: [FrameNumber]) throws(EmbeddingError) {
        let layout = EmbeddingLayout(trunk: trunk, frames: frames)
        var older: EmbeddingFile?
        var note: String?
        do {
            older = try EmbeddingFile(path: path, trunk: trunk)
        } catch {
            guard rename(path, path + ".damaged") == 0 else { throw error }
            note = "\(error) The old file is kept as \(path.printable(limit: 300)).damaged; its frames are embedded again."
        }
        if let older, older.layout == layout, older.isWhole {
            kept = (0..<layout.rows).map { older.mark($0) }
        } else {
            kept = try Self.create(path, layout, frames, from: older)
        }
        descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unwritable(place: path, reason: systemReason()) }
        self.path = path
        self.layout = layout
        self.note = note
    }

    deinit { close(descriptor) }

    /// Keeps an embedding. When this returns, a kill of the process does not lose it.
    /// - Parameter stamp: of the image it was made from.
    func write(_ row: Int, _ embedding: [Float], stamp: UInt64) throws(EmbeddingError) {
        let numbers = HalfPrecision.bytes(embedding)
        try put(numbers, at: layout.rowOffset(row))
        try put(numbers.withUnsafeBytes { RowMark(embedded: $0, stamp: stamp) }.encoded, at: layout.markOffset(row))
    }

    /// Marks a frame that has no usable image.
    func writeMissing(_ row: Int) throws(EmbeddingError) {
        try put(RowMark(state: .missing, checksum: 0, stamp: 0).encoded, at: layout.markOffset(row))
    }

    /// Waits until all is on the disk.
    func synchronise() throws(EmbeddingError) {
        guard fsync(descriptor) == 0 else { throw .unwritable(place: path, reason: systemReason()) }
    }

    private func put(_ bytes: [UInt8], at offset: Int) throws(EmbeddingError) {
        try putAll(bytes[...], into: descriptor, at: offset, place: path)
    }

    /// Makes the file under another name with all that an older one has of these frames, then puts it in
    /// place in one step.
    private static func create(
        _ path: String, _ layout: EmbeddingLayout, _ frames: [FrameNumber], from older: EmbeddingFile?
    ) throws(EmbeddingError) -> [RowMark] {
        let new = path + ".new"
        let descriptor = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .unwritable(place: new, reason: systemReason()) }
        defer { close(descriptor) }
        // The marks are written, not left as a hole: a hole that is read through memory may need room too.
        var start = layout.encoded()
        start += [UInt8](repeating: 0, count: layout.dataOffset - start.count)
        try putAll(start[...], into: descriptor, at: 0, place: new)
        guard ftruncate(descriptor, layout.fileLength) == 0 else { throw .unwritable(place: new, reason: systemReason()) }
        var marks = [RowMark](repeating: .none, count: layout.rows)
        if let older {
            let rows = older.rowsByKey()
            for (row, frame) in frames.enumerated() {
                guard let from = rows[frame.description[...]] else { continue }
                let mark = older.mark(from)
                guard mark.state == .embedded, let numbers = older.numbers(from) else { continue }
                try putAll(Array(numbers)[...], into: descriptor, at: layout.rowOffset(row), place: new)
                try putAll(mark.encoded[...], into: descriptor, at: layout.markOffset(row), place: new)
                marks[row] = mark
            }
        }
        guard fsync(descriptor) == 0, rename(new, path) == 0 else { throw .unwritable(place: path, reason: systemReason()) }
        return marks
    }
}

private func putAll(_ bytes: ArraySlice<UInt8>, into descriptor: Int32, at offset: Int, place: String) throws(EmbeddingError) {
    var rest = bytes
    while !rest.isEmpty {
        let position = offset + rest.startIndex - bytes.startIndex
        let written = rest.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, position) }
        if written > 0 {
            rest = rest.dropFirst(written)
        } else if errno != EINTR {
            throw .unwritable(place: place, reason: systemReason())
        }
    }
}
