// How an embedding file lies on the disk. All numbers are little-endian.
//   header  128 bytes: magic, version, columns, rows, length of the keys, checksum, trunk name
//   keys    the frame numbers in row order, one a line
//   marks   16 bytes a row: state, checksum of the row, stamp of its image
//   data    rows x columns numbers in half precision, from a multiple of 4096 bytes

import Model

/// What the first 128 bytes and the keys say: whose rows these are, and where they lie.
struct EmbeddingLayout: Equatable, Sendable {
    static let magic = Array("RARITYEM".utf8)
    static let version: UInt32 = 1
    static let headerLength = 128
    static let nameOffset = 40, nameLength = 64

    let trunk: String
    let columns: Int
    /// Frame numbers, each ended by a newline.
    let keys: [UInt8]
    let rows: Int

    init(trunk: TrunkName, frames: [some CustomStringConvertible], columns: Int = Trunk.embeddingSize) {
        self.trunk = trunk.description
        self.columns = columns
        keys = frames.flatMap { Array($0.description.utf8) + [0x0A] }
        rows = frames.count
    }

    var rowLength: Int { columns * 2 }
    var marksOffset: Int { (Self.headerLength + keys.count + 15) / 16 * 16 }
    var dataOffset: Int { (marksOffset + rows * RowMark.length + 4095) / 4096 * 4096 }
    var fileLength: Int { dataOffset + rows * rowLength }
    func markOffset(_ row: Int) -> Int { marksOffset + row * RowMark.length }
    func rowOffset(_ row: Int) -> Int { dataOffset + row * rowLength }

    /// Header and keys.
    func encoded() -> [UInt8] {
        var header = Self.magic + littleEndian(Self.version) + littleEndian(UInt32(columns))
            + littleEndian(UInt64(rows)) + littleEndian(UInt64(keys.count)) + littleEndian(UInt64(0))
        header += Array(trunk.utf8.prefix(Self.nameLength))
        header += [UInt8](repeating: 0, count: Self.headerLength - header.count)
        let sum = littleEndian((header + keys).withUnsafeBytes { checksum($0) })
        header.replaceSubrange(32..<40, with: sum)
        return header + keys
    }

    /// Reads header and keys. The checksum covers both, so what passes was written by `encoded()`.
    init(_ bytes: UnsafeRawBufferPointer, place: String) throws(EmbeddingError) {
        func damaged(_ reason: String) -> EmbeddingError { .damaged(place: place, reason: reason) }
        guard bytes.count >= Self.headerLength else { throw damaged("\(bytes.count) bytes") }
        guard bytes.prefix(8).elementsEqual(Self.magic) else { throw damaged("it begins with something else") }
        let version = bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
        guard version == Self.version else { throw damaged("format \(version), known is \(Self.version)") }
        let columns = bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self)
        let rows = bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
        let length = bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
        guard length <= UInt64(bytes.count - Self.headerLength), rows <= length, columns <= 1 << 20 else {
            throw damaged("its list of frames was cut")
        }
        var whole = Array(bytes.prefix(Self.headerLength + Int(length)))
        whole.replaceSubrange(32..<40, with: [UInt8](repeating: 0, count: 8))
        guard bytes.loadUnaligned(fromByteOffset: 32, as: UInt64.self) == whole.withUnsafeBytes({ checksum($0) }) else {
            throw damaged("the checksum of its header differs")
        }
        let name = whole[Self.nameOffset..<Self.nameOffset + Self.nameLength].prefix { $0 != 0 }
        trunk = String(decoding: name, as: UTF8.self)
        self.columns = Int(columns)
        self.rows = Int(rows)
        keys = Array(whole[Self.headerLength...])
    }
}

/// What is known of one row.
struct RowMark: Equatable, Sendable {
    enum State: UInt32 { case none, embedded, missing }

    static let length = 16
    static let none = RowMark(state: .none, checksum: 0, stamp: 0)

    let state: State
    /// Of the row's numbers and the stamp: a row that was half written, or not at all, is found out.
    let checksum: UInt32
    /// Of the image the row was made from; see `ImageStamp`.
    let stamp: UInt64

    init(state: State, checksum: UInt32, stamp: UInt64) {
        self.state = state
        self.checksum = checksum
        self.stamp = stamp
    }

    init(embedded numbers: UnsafeRawBufferPointer, stamp: UInt64) {
        self.init(state: .embedded, checksum: Self.sum(numbers, stamp), stamp: stamp)
    }

    init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        state = State(rawValue: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)) ?? .none
        checksum = bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
        stamp = bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)
    }

    var encoded: [UInt8] { littleEndian(state.rawValue) + littleEndian(checksum) + littleEndian(stamp) }

    /// Whether these are the numbers that were marked as embedded.
    func holds(_ numbers: UnsafeRawBufferPointer) -> Bool {
        state == .embedded && checksum == Self.sum(numbers, stamp)
    }

    private static func sum(_ numbers: UnsafeRawBufferPointer, _ stamp: UInt64) -> UInt32 {
        let sum = Review.checksum(numbers, seed: stamp)
        return UInt32(truncatingIfNeeded: sum ^ sum >> 32)
    }
}

/// Against damage, not against malice: eight bytes a multiplication, 0.4 µs an embedding.
func checksum(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
    var sum = seed ^ 0x9E37_79B9_7F4A_7C15 &+ UInt64(bytes.count)
    func add(_ word: UInt64) {
        sum = (sum ^ word) &* 0xD6E8_FEB8_6659_FD93
        sum ^= sum >> 32
    }
    var offset = 0
    while offset + 8 <= bytes.count {
        add(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        offset += 8
    }
    for byte in bytes[offset...] { add(UInt64(byte)) }
    return sum
}

private func littleEndian(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian, Array.init)
}
