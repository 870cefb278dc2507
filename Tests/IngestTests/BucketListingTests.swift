import Foundation
import Synchronization
import Testing
@testable import Ingest

/// A bucket that answers slowly and counts who asks at once.
private final class SlowBucket: ObjectStore {
    let state = Mutex((now: 0, most: 0, asked: 0))
    let refused: String?

    init(refused: String? = nil) { self.refused = refused }

    func list(_ prefix: S3Location, page: ([StoredObject]) throws -> Void) throws {
        state.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1), $0.asked + 1) }
        defer { state.withLock { $0.now -= 1 } }
        Thread.sleep(forTimeInterval: 0.05)
        if prefix.key == refused { throw S3Error(.denied, prefix.description, "may not be listed.") }
        try page((0..<3).map { StoredObject(key: "\(prefix.key)\($0).jpg", size: $0, etag: "e\($0)") })
        try page([StoredObject(key: prefix.key + "deeper/4.jpg", size: 4, etag: "e4")])
    }

    func copy(_ copies: some Sequence<ObjectCopy>, finished: (ObjectCopy, Result<String, S3Error>) throws -> Void) throws {}
    func delete(_ keys: some Sequence<String>, in bucket: String, finished: (String, S3Error?) throws -> Void) throws {}
    func put(_ location: S3Location, _ bytes: [UInt8], condition: PutCondition) throws -> String { "" }
    func get(_ location: S3Location) throws -> ObjectContent? { nil }
}

@Suite struct BucketListingTests {
    private static let folders = (10..<40).map { "\($0)/" }

    @Test("the folders of a data set are listed several at a time, and come in their order")
    func several() throws {
        let bucket = SlowBucket()
        let present = try BucketPlace(store: bucket, root: S3Location(bucket: "b", key: "set")).present(in: Set(Self.folders))
        #expect(present.map(\.key.description) == Self.folders.flatMap { folder in (0..<3).map { "\(folder)\($0).jpg" } })
        #expect(bucket.state.withLock { (2...8).contains($0.most) && $0.asked == 30 })
    }

    @Test("a folder that may not be listed is told, and the rest is not asked for")
    func refused() throws {
        let bucket = SlowBucket(refused: "set/10/")
        let error = #expect(throws: S3Error.self) { try BucketPlace(store: bucket, root: S3Location(bucket: "b", key: "set")).present(in: Set(Self.folders)) }
        #expect(error?.kind == .denied && bucket.state.withLock { $0.asked < 30 })
    }

    @Test("no folders are no objects")
    func none() throws {
        #expect(try BucketPlace(store: SlowBucket(), root: S3Location(bucket: "b", key: "")).present(in: []) == [])
    }
}
