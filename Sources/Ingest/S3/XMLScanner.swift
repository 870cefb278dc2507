// The XML of S3 as it is: elements and text, no attributes that matter, no comments inside. Read in one pass over the
// bytes, since a listing of a million objects is 400 MB of it.

#if canImport(Glibc)
import Glibc
#endif

/// Walks over elements. The bytes must outlive it.
struct XMLScanner {
    enum Event {
        case open(UnsafeRawBufferPointer)
        case close(UnsafeRawBufferPointer)
    }

    private let bytes: UnsafeRawBufferPointer
    private var position = 0
    /// An element without content is opened and closed.
    private var pending: UnsafeRawBufferPointer?
    /// What stood before the event, not decoded.
    private(set) var text = UnsafeRawBufferPointer(start: nil, count: 0)

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// The next tag; `nil` at the end, and where a tag does not end.
    mutating func next() -> Event? {
        if let name = pending {
            pending = nil
            text = UnsafeRawBufferPointer(start: nil, count: 0)
            return .close(name)
        }
        while true {
            guard let start = find(UInt8(ascii: "<"), from: position), let end = find(UInt8(ascii: ">"), from: start + 1) else { return nil }
            text = part(position, start)
            position = end + 1
            guard end > start + 1 else { return nil }
            switch bytes[start + 1] {
            case UInt8(ascii: "/"): return .close(part(start + 2, end))
            case UInt8(ascii: "?"), UInt8(ascii: "!"): continue
            default:
                let isEmpty = bytes[end - 1] == UInt8(ascii: "/")
                let whole = part(start + 1, isEmpty ? end - 1 : end)
                let name = part(start + 1, start + 1 + (whole.firstIndex { $0 <= 32 } ?? whole.count))
                if isEmpty { pending = name }
                return .open(name)
            }
        }
    }

    private func part(_ from: Int, _ to: Int) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[from..<to]) }

    private func find(_ byte: UInt8, from: Int) -> Int? {
        guard from < bytes.count, let base = bytes.baseAddress, let found = memchr(base + from, Int32(byte), bytes.count - from) else { return nil }
        return UnsafeRawPointer(found) - base
    }
}

extension UnsafeRawBufferPointer {
    func spells(_ word: StaticString) -> Bool {
        count == word.utf8CodeUnitCount && (count == 0 || memcmp(baseAddress!, word.utf8Start, count) == 0)
    }

    /// The text with its entities decoded.
    var unescaped: String {
        guard contains(UInt8(ascii: "&")) else { return String(decoding: self, as: UTF8.self) }
        var out: [UInt8] = []
        out.reserveCapacity(count)
        var rest = self[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "&"), let end = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")),
                  let scalar = UnsafeRawBufferPointer(rebasing: rest[rest.startIndex..<end]).entity else {
                out.append(byte)
                continue
            }
            out += UTF8.encode(scalar).unsafelyUnwrapped
            rest = rest[(end + 1)...]
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The character that it names.
    private var entity: Unicode.Scalar? {
        if spells("amp") { return "&" }
        if spells("lt") { return "<" }
        if spells("gt") { return ">" }
        if spells("quot") { return "\"" }
        if spells("apos") { return "'" }
        let name = String(decoding: self, as: UTF8.self)
        if name.hasPrefix("#x") { return UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init) }
        return name.hasPrefix("#") ? UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init) : nil
    }
}
