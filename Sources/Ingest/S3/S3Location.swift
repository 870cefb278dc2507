// Where an object lies: a bucket and a key, whatever form an address has.

import Frames

/// An object, or with a key that is empty or ends in a slash a folder of them.
public struct S3Location: Hashable, Sendable, CustomStringConvertible {
    public var bucket: String
    /// As it is, not encoded; any UTF-8 of at most 1,024 bytes.
    public var key: String

    public init(bucket: String, key: String) {
        self.bucket = bucket
        self.key = key
    }

    /// Reads `s3://bucket/key`; the key may be empty. `nil` for anything else.
    public init?(text: String) {
        guard text.hasPrefix("s3://") else { return nil }
        self.init(path: String(text.dropFirst(5)))
    }

    /// Reads `bucket/key`, as it stands after `s3://` or in a base URL without a scheme.
    /// `nil` where no bucket can be named like this: 3 to 63 letters, digits, dots, dashes, underscores.
    public init?(path: String) {
        let cut = path.firstIndex(of: "/") ?? path.endIndex
        let bucket = String(path[..<cut])
        let key = cut == path.endIndex ? "" : String(path[path.index(after: cut)...])
        guard (3...63).contains(bucket.utf8.count), key.utf8.count <= 1024, bucket.utf8.first != UInt8(ascii: "."),
              bucket.utf8.allSatisfy(Self.isAllowed) else { return nil }
        self.init(bucket: bucket, key: key)
    }

    /// What lies below a folder.
    public func appending(_ name: String) -> S3Location {
        S3Location(bucket: bucket, key: key.isEmpty || key.hasSuffix("/") ? key + name : "\(key)/\(name)")
    }

    /// `s3://bucket/key`, safe to print.
    public var description: String { "s3://\(bucket.printable(limit: 64))/\(key.printable(limit: 300))" }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
             UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }
}
