// What a data set, a manifest or a shard needs of an object store. `S3Client` is one; a test may have another in memory.
// All calls wait for their answer, on a thread of the caller's that is not the user interface's. Retries, back-off,
// checks of length and ETag happen inside: an error that comes out is final.

/// A line of a listing.
public struct StoredObject: Hashable, Sendable {
    public var key: String
    /// Bytes.
    public var size: Int
    /// Without quotes: the MD5 of the bytes in hexadecimal, or `…-N` after a multipart upload.
    public var etag: String

    public init(key: String, size: Int, etag: String) {
        self.key = key
        self.size = size
        self.etag = etag
    }
}

/// The bytes of an object.
public struct ObjectContent: Equatable, Sendable {
    public var bytes: [UInt8]
    /// Without quotes.
    public var etag: String

    public init(bytes: [UInt8], etag: String) {
        self.bytes = bytes
        self.etag = etag
    }
}

/// One copy, made by the server: no byte of it passes through this machine.
public struct ObjectCopy: Hashable, Sendable {
    public var source: S3Location
    public var destination: S3Location
    /// If given, the source must still have this ETag; where a server can check it, the copy fails otherwise.
    public var sourceETag: String?

    public init(from source: S3Location, to destination: S3Location, sourceETag: String? = nil) {
        self.source = source
        self.destination = destination
        self.sourceETag = sourceETag
    }
}

/// Under which condition an object is written.
public enum PutCondition: Hashable, Sendable {
    case always
    /// Only where there is no such object yet (`If-None-Match: *`).
    case ifAbsent
    /// Only where the object still has this ETag (`If-Match`).
    case ifMatches(String)
}

/// Objects by bucket and key.
public protocol ObjectStore: Sendable {
    /// Every object whose key begins with the prefix's key, in the order of UTF-8 bytes, a page of up to 1,000 at a time.
    /// - Parameter page: called on the caller's thread as pages arrive; an error that it throws ends the listing.
    /// - Throws: `S3Error`, or what `page` threw.
    func list(_ prefix: S3Location, page: ([StoredObject]) throws -> Void) throws

    /// Copies many objects, many at a time.
    /// - Parameters:
    ///   - copies: taken as there is room, so a lazy sequence is never held as a whole.
    ///   - finished: called on the caller's thread for every copy, in the order they end, with the ETag of the copy or
    ///     why it failed. An error that it throws ends the work: nothing new is begun, what is under way is waited for
    ///     and reported no more.
    /// - Throws: what `finished` threw, or `S3Error` of kind `.cancelled`.
    func copy(_ copies: some Sequence<ObjectCopy>, finished: (ObjectCopy, Result<String, S3Error>) throws -> Void) throws

    /// Deletes objects of one bucket, up to 1,000 a request, several requests at a time. A key that is not there counts as deleted.
    /// - Parameter finished: as for `copy`, for every key.
    func delete(_ keys: some Sequence<String>, in bucket: String, finished: (String, S3Error?) throws -> Void) throws

    /// Writes an object as a whole or not at all.
    /// - Returns: its ETag, without quotes.
    /// - Throws: `S3Error`; of kind `.conditionFailed` where the condition does not hold.
    @discardableResult
    func put(_ location: S3Location, _ bytes: [UInt8], condition: PutCondition) throws -> String

    /// The whole of an object, its length and ETag verified; `nil` where there is none.
    /// - Throws: `S3Error`
    func get(_ location: S3Location) throws -> ObjectContent?
}
