// An object store in memory that can be made to fail: the program is killed after the nth change, or single keys are refused.

import Foundation
import Ingest
import Synchronization

final class MemoryBucket: ObjectStore {
    struct Killed: Error {}

    struct State {
        var objects: [String: [UInt8]] = [:]
        /// Changes until the program is killed; what was under way has happened, and nobody was told.
        var changesLeft = Int.max
        var refused: Set<String> = []
        var copies = 0, deletes = 0, puts = 0
    }

    let state = Mutex(State())

    var keys: [String] { state.withLock { $0.objects.keys.sorted() } }

    func set(_ key: String, _ text: String) { state.withLock { $0.objects[key] = Array(text.utf8) } }

    func killAfter(_ changes: Int) { state.withLock { $0.changesLeft = changes } }

    static func etag(_ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return String(format: "%016lx%016lx", hash, hash &* 31)
    }

    private func change(_ body: (inout State) -> Void) throws {
        try state.withLock { state in
            body(&state)
            state.changesLeft -= 1
            if state.changesLeft <= 0 { throw Killed() }
        }
    }

    func list(_ prefix: S3Location, page: ([StoredObject]) throws -> Void) throws {
        let found = state.withLock { $0.objects.filter { $0.key.hasPrefix(prefix.key) } }.sorted { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }
        for start in stride(from: 0, to: found.count, by: 7) {
            try page(found[start..<min(found.count, start + 7)].map { StoredObject(key: $0.key, size: $0.value.count, etag: Self.etag($0.value)) })
        }
    }

    func copy(_ copies: some Sequence<ObjectCopy>, finished: (ObjectCopy, Result<String, S3Error>) throws -> Void) throws {
        for copy in copies {
            let bytes = state.withLock { $0.refused.contains(copy.destination.key) ? nil : $0.objects[copy.source.key] }
            guard let bytes else {
                try finished(copy, .failure(S3Error(.notFound, copy.source.description, "is not there.")))
                continue
            }
            try change { $0.objects[copy.destination.key] = bytes; $0.copies += 1 }
            try finished(copy, .success(Self.etag(bytes)))
        }
    }

    func delete(_ keys: some Sequence<String>, in bucket: String, finished: (String, S3Error?) throws -> Void) throws {
        for key in keys {
            try change { $0.objects[key] = nil; $0.deletes += 1 }
            try finished(key, nil)
        }
    }

    func put(_ location: S3Location, _ bytes: [UInt8], condition: PutCondition) throws -> String {
        do { try change { $0.objects[location.key] = bytes; $0.puts += 1 } } catch { throw S3Error(.cancelled, location.description, "killed") }
        return Self.etag(bytes)
    }

    func get(_ location: S3Location) throws -> ObjectContent? {
        state.withLock { $0.objects[location.key] }.map { ObjectContent(bytes: $0, etag: Self.etag($0)) }
    }
}
