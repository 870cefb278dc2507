import Foundation
import Synchronization
import Testing
@testable import Frames

@Suite("A lock on a file or a folder")
final class FileLockTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("rarity-\(UUID().uuidString)").path

    init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    @Test("one holds it at a time; the next gets it once it is let go", arguments: [false, true])
    func turns(makesFile: Bool) throws {
        let path = makesFile ? folder + "/lock" : folder
        var lock: FileLock? = try FileLock(path, makesFile: makesFile)
        #expect(throws: FileLock.Refusal.held) { try FileLock(path, makesFile: makesFile) }
        withExtendedLifetime(lock) {}
        lock = nil
        _ = try FileLock(path, makesFile: makesFile)
    }

    @Test("a program that has a copy of the descriptor does not keep it")
    func copies() throws {
        let path = folder + "/lock"
        var lock: FileLock? = try FileLock(path, makesFile: true)
        let real = try #require(realpath(path, nil).map { String(cString: $0) })
        let own = try #require((0..<1_000).first { (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == real })
        let copy = dup(Int32(own))
        defer { close(copy) }
        withExtendedLifetime(lock) {}
        lock = nil
        _ = try FileLock(path, makesFile: true)
    }

    @Test("who is patient waits for it, and gets it")
    func patient() throws {
        let held = Mutex<FileLock?>(try FileLock(folder))
        #expect(throws: FileLock.Refusal.held) { try FileLock(folder, patience: 0.02) }
        DispatchQueue.global().asyncAfter(deadline: .now() + 0.05) { held.withLock { $0 = nil } }
        _ = try FileLock(folder, patience: 60)
    }

    @Test("what cannot be opened is said")
    func unopened() {
        #expect(throws: FileLock.Refusal.unopened(reason: "No such file or directory")) { try FileLock(folder + "/nowhere/lock", makesFile: true) }
    }
}
