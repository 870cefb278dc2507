import Foundation
import Frames
import Model
import Testing
@testable import Review

@Suite("Embedding file")
struct EmbeddingFileTests {
    @Test("what is written is read again, by frame number and in any order")
    func roundTrip() throws {
        let test = try EmbeddingTestFolder(), frames = test.frames(0..<9)
        try test.write(frames, rows: 2..<7)
        let read = try test.folder.embeddings(test.episode, of: frames.reversed() + test.frames([50]))
        #expect(read.positions == [2, 3, 4, 5, 6])
        for (row, position) in read.positions.enumerated() {
            #expect(Array(read.matrix.row(row)) == test.embedding(of: frames[8 - position]))
        }
    }

    @Test("where nothing is embedded yet there are no rows")
    func nothing() throws {
        let test = try EmbeddingTestFolder()
        let read = try test.folder.embeddings(test.episode, of: test.frames(0..<3))
        #expect(read.positions.isEmpty && read.matrix.columns == Trunk.embeddingSize)
    }

    @Test("a kill at any row keeps the rows before it, and going on completes the file")
    func killed() throws {
        for done in 0...6 {
            let test = try EmbeddingTestFolder(), frames = test.frames(0..<6)
            try test.write(frames, rows: 0..<done)
            let kept = try test.keptRows(frames)
            #expect(kept.rows == Array(0..<done) && kept.areRight && kept.note == nil)
            try test.write(frames, rows: done..<6)
            #expect(try test.keptRows(frames).rows == Array(0..<6))
        }
    }

    @Test("numbers that were only half written are not taken for an embedding")
    func halfWritten() throws {
        let test = try EmbeddingTestFolder(), frames = test.frames(0..<4)
        try test.write(frames)
        let layout = EmbeddingLayout(trunk: test.trunk, frames: frames)
        var bytes = try Data(contentsOf: URL(filePath: test.file))
        bytes.replaceSubrange(layout.rowOffset(2) + 1_000..<layout.rowOffset(3), with: Data(count: layout.rowLength - 1_000))
        try bytes.write(to: URL(filePath: test.file))
        let kept = try test.keptRows(frames)
        #expect(kept.rows == [0, 1, 3] && kept.areRight)
    }

    @Test("a file cut at any length crashes nothing, gives only right rows, and can be completed")
    func cut() throws {
        let test = try EmbeddingTestFolder(), frames = test.frames(0..<5)
        try test.write(frames)
        let whole = try Data(contentsOf: URL(filePath: test.file))
        let layout = EmbeddingLayout(trunk: test.trunk, frames: frames)
        let edges = [0, 8, 40, 104, 128, 128 + layout.keys.count, layout.marksOffset, layout.dataOffset]
            + frames.indices.flatMap { [layout.markOffset($0), layout.rowOffset($0), layout.rowOffset($0) + 1_280] }
            + [layout.fileLength]
        for edge in edges {
            for length in [edge - 1, edge, edge + 1] where (0...whole.count).contains(length) {
                try whole.prefix(length).write(to: URL(filePath: test.file))
                let expected = frames.indices.filter { layout.rowOffset($0 + 1) <= length }
                let kept = try test.keptRows(frames)
                #expect(kept.rows == expected && kept.areRight, "\(length) bytes")
                let listIsWhole = length >= 128 + layout.keys.count
                #expect((kept.note == nil) == listIsWhole, "\(length) bytes: \(kept.note ?? "")")
                try test.write(frames)
                #expect(try test.keptRows(frames).rows == Array(frames.indices), "\(length) bytes")
            }
        }
    }

    @Test("a byte altered anywhere crashes nothing and gives only right rows")
    func altered() throws {
        let test = try EmbeddingTestFolder(), frames = test.frames(0..<3)
        try test.write(frames)
        let whole = try Data(contentsOf: URL(filePath: test.file))
        let layout = EmbeddingLayout(trunk: test.trunk, frames: frames)
        for offset in Array(0..<layout.marksOffset + 48) + Array(stride(from: layout.dataOffset, to: whole.count, by: 97)) {
            var bytes = whole
            bytes[offset] ^= 0x55
            try bytes.write(to: URL(filePath: test.file))
            let kept = try test.keptRows(frames)
            #expect(kept.areRight && kept.rows.count < 3 || offset >= 128 + layout.keys.count && kept.rows.count == 3 && kept.areRight,
                    "byte \(offset)")
        }
    }

    @Test("a file that is something else is set aside with one line, and made again", arguments: ["", "hello", String(repeating: "x", count: 9_000)])
    func other(text: String) throws {
        let test = try EmbeddingTestFolder(), frames = test.frames(0..<2)
        try test.write(frames)
        try Data(text.utf8).write(to: URL(filePath: test.file))
        #expect(throws: EmbeddingError.self) { try test.folder.embeddings(test.episode, of: frames) }
        let kept = try test.keptRows(frames)
        #expect(kept.rows.isEmpty && kept.note?.contains(".damaged") == true && kept.note?.contains("\n") == false)
        #expect(try Data(contentsOf: URL(filePath: test.file + ".damaged")) == Data(text.utf8))
    }

    @Test("embeddings of two trunks are never mixed, even where one's file is put in the other's folder")
    func otherTrunk() throws {
        let test = try EmbeddingTestFolder(), frames = test.frames(0..<2)
        try test.write(frames)
        let other = EmbeddingFolder(database: "\(test.path)/review.db", trunk: TrunkName(input: .h180w320, precision: .float32))
        _ = try other.lock()
        #expect(try other.embeddings(test.episode, of: frames).positions.isEmpty)
        try FileManager.default.copyItem(atPath: test.file, toPath: other.file(test.episode))
        #expect(throws: EmbeddingError.otherTrunk(place: other.file(test.episode), found: "lite0-144x256-float32", needed: "lite0-180x320-float32")) {
            try other.embeddings(test.episode, of: frames)
        }
        let writer = try EmbeddingWriter(path: other.file(test.episode), trunk: other.trunk, frames: frames)
        #expect(writer.kept.allSatisfy { $0.state == .none } && writer.note != nil)
    }

    @Test("a changed list of frames keeps every frame that is in both", arguments: [
        [3, 2, 1, 0], [0, 1, 9, 2, 3], [1, 3], [0, 1, 2, 3, 4, 5], [7, 8], [],
    ])
    func changed(list: [Int]) throws {
        let test = try EmbeddingTestFolder()
        try test.write(test.frames(0..<4))
        let kept = try test.keptRows(test.frames(list))
        #expect(kept.rows == list.indices.filter { list[$0] < 4 } && kept.areRight && kept.note == nil)
    }

    @Test("a second process is told to wait, and may go on once the first has ended")
    func locked() throws {
        let test = try EmbeddingTestFolder()
        var lock: FileLock? = try test.folder.lock()
        #expect(throws: EmbeddingError.busy(place: test.folder.path)) { try test.folder.lock() }
        withExtendedLifetime(lock) {}
        lock = nil
        _ = try test.folder.lock()
    }

    @Test("halves become the same floats with F16C as without")
    func halves() {
        let all = (0...UInt16.max).filter { $0 & 0x7C00 != 0x7C00 }      // all but NaN and infinity
        let floats = HalfPrecision.floats(all.withUnsafeBytes(Array.init))
        #expect(floats == all.map { Float(Float16(bitPattern: $0)) })
        #expect(HalfPrecision.bytes(floats) == all.withUnsafeBytes(Array.init))
    }
}
