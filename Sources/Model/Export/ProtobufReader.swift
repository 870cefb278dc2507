// Reads messages that came from outside: every length is checked before it is used.

/// The fields of one message, in order.
struct ProtobufReader {
    enum Value {
        case integer(UInt64)
        case bytes(ArraySlice<UInt8>)
    }

    /// The message ends before it should, or is none.
    struct Broken: Error {}

    /// Numbers that stand one after another.
    struct Numbers {
        fileprivate var rest: ArraySlice<UInt8>

        init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

        mutating func next() throws(Broken) -> UInt64? { rest.isEmpty ? nil : try one() }

        /// Seven bits a byte, the lowest first.
        fileprivate mutating func one() throws(Broken) -> UInt64 {
            var value: UInt64 = 0
            for shift in stride(from: UInt64(0), to: 64, by: 7) {
                guard let byte = rest.popFirst() else { throw Broken() }
                value |= UInt64(byte & 0x7F) << shift
                if byte < 0x80 { return value }
            }
            throw Broken()
        }
    }

    private var numbers: Numbers

    init(_ bytes: ArraySlice<UInt8>) { numbers = Numbers(bytes) }

    /// The next field with its number; `nil` at the end.
    mutating func next() throws(Broken) -> (field: Int, value: Value)? {
        guard let key = try numbers.next() else { return nil }
        guard key >> 3 > 0, key >> 3 < 1 << 29 else { throw Broken() }
        let field = Int(key >> 3)
        switch key & 7 {
        case 0: return (field, .integer(try numbers.one()))
        case 1: return (field, .bytes(try take(8)))
        case 2: return (field, .bytes(try take(try numbers.one())))
        case 5: return (field, .bytes(try take(4)))
        default: throw Broken()
        }
    }

    /// Hands every field with its number to `use`.
    static func fields(_ bytes: ArraySlice<UInt8>, _ use: (Int, Value) throws(Broken) -> Void) throws(Broken) {
        var reader = ProtobufReader(bytes)
        while let (field, value) = try reader.next() { try use(field, value) }
    }

    private mutating func take(_ count: UInt64) throws(Broken) -> ArraySlice<UInt8> {
        guard count <= UInt64(numbers.rest.count) else { throw Broken() }
        defer { numbers.rest = numbers.rest.dropFirst(Int(count)) }
        return numbers.rest.prefix(Int(count))
    }
}
