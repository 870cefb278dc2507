import Foundation
import Testing
@testable import Ingest

@Suite struct FileBytesTests {
    @Test("a file is read whole, whatever its size", arguments: [0, 1, 4096, 70_001, 1_000_003])
    func sizes(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let file = try TextFile(bytes: bytes)
        #expect(try withExtendedLifetime(file) { try FileBytes.read(file.path) } == bytes)
    }

    @Test("a pipe, which says no size, is read to its end")
    func pipe() throws {
        let file = try TextFile("")
        let path = file.folder + "/pipe", bytes = [UInt8](repeating: 7, count: 200_000)
        #expect(mkfifo(path, 0o600) == 0)
        Thread.detachNewThread { FileHandle(forWritingAtPath: path)?.write(Data(bytes)) }
        #expect(try withExtendedLifetime(file) { try FileBytes.read(path) } == bytes)
    }

    @Test("what cannot be read is told by its path and the reason")
    func unreadable() throws {
        let file = try TextFile("")
        for (path, reason) in [(file.folder, "folder"), (file.folder + "/none", "no such file")] {
            let error = #expect(throws: IngestError.self) { try FileBytes.read(path) }
            #expect(error.map { "\($0)" }?.contains(reason) == true && error.map { "\($0)" }?.contains(path) == true)
        }
    }
}
