// Whether bytes are still the same, without reading them: 24 bytes an object, so that a million cost little.

import Foundation

/// Size and a tag of 128 bits: of an object in S3 its ETag, of a file the time of its last change.
public struct ObjectMark: Hashable, Sendable {
    /// Bytes.
    public var size: Int
    var high: UInt64
    var low: UInt64

    /// Of a copy whose image could not be listed.
    static let unknownSize = -1

    /// Whether both may be of the same bytes.
    public func agrees(with other: ObjectMark) -> Bool {
        (high, low) == (other.high, other.low)
            && (size == other.size || size == Self.unknownSize || other.size == Self.unknownSize)
    }

    init(size: Int, high: UInt64, low: UInt64) { (self.size, self.high, self.low) = (size, high, low) }

    /// - Parameter etag: without quotes. An MD5 is kept as it is; any other text is mixed into 128 bits.
    public init(size: Int, etag: String) {
        self.init(size: size, high: 0, low: 0)
        var etag = etag
        etag.withUTF8 { bytes in
            var digits = 0
            while digits < min(32, bytes.count), let digit = hexDigit(bytes[digits]) {
                high = high << 4 | low >> 60
                low = low << 4 | digit
                digits += 1
            }
            if digits == 32 && bytes.count == 32 { return }
            for byte in bytes { (high, low) = ((high ^ UInt64(byte)) &* 0x100_0000_01B3, low &* 0x9E37_79B9_7F4A_7C15 &+ high) }
        }
    }

    init(_ object: StoredObject) { self.init(size: object.size, etag: object.etag) }

    init(_ file: stat) {
        self.init(size: Int(file.st_size), high: UInt64(bitPattern: Int64(file.st_mtim.tv_sec)), low: UInt64(bitPattern: Int64(file.st_mtim.tv_nsec)))
    }

    /// 24 bytes, for a database.
    public var data: Data {
        withUnsafeBytes(of: (Int64(size).littleEndian, high.littleEndian, low.littleEndian)) { Data($0) }
    }

    /// `nil` where it is not 24 bytes.
    public init?(data: Data) {
        guard data.count == 24 else { return nil }
        let words = data.withUnsafeBytes { bytes in (0..<3).map { bytes.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self).littleEndian } }
        self.init(size: Int(Int64(bitPattern: words[0])), high: words[1], low: words[2])
    }
}

private func hexDigit(_ byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
}
