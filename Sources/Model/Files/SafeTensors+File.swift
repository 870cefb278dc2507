// The safetensors format: eight bytes with the length of a JSON header, the header (name → element,
// shape, place of the data), the data. Every number in the header is checked before it is used.

import Foundation

extension SafeTensors {
    /// Reads a file. Throws: `ModelError` with the path and what is wrong with the file.
    public init(path: String) throws(ModelError) {
        try self.init(bytes: FileBytes.read(path), place: path)
    }

    /// Reads the bytes of a file; `place` is what errors name.
    public init(bytes: [UInt8], place: String) throws(ModelError) {
        func broken(_ reason: String) -> ModelError { .notSafeTensors(place: place, reason: reason) }
        guard bytes.count >= 8 else { throw broken("\(bytes.count) bytes; the length of the header needs 8") }
        let length = bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
        guard length >= 2, length <= UInt64(bytes.count - 8) else {
            throw broken("a header of \(length) bytes in a file of \(bytes.count)")
        }
        let data = bytes[(8 + Int(length))...]
        let header: SafeTensorsHeader
        do {
            header = try JSONDecoder().decode(SafeTensorsHeader.self, from: Data(bytes[8..<8 + Int(length)]))
        } catch {
            throw broken("the header is no JSON of tensors")
        }
        self.init(place: place)
        metadata = header.metadata
        for (name, entry) in header.tensors {
            guard let element = Element(rawValue: entry.dtype) else {
                throw .wrongElement(place: place, name: name, found: entry.dtype,
                                    needed: Element.allCases.map(\.rawValue).joined(separator: ", "))
            }
            guard let size = Self.byteCount(entry.shape, element) else { throw broken("tensor \"\(name)\" has an impossible shape") }
            guard entry.offsets.count == 2, entry.offsets[0] >= 0, entry.offsets[1] >= entry.offsets[0],
                  entry.offsets[1] - entry.offsets[0] == size else {
                throw broken("tensor \"\(name)\" of shape \(entry.shape) needs \(size) bytes, its place has another size")
            }
            guard entry.offsets[1] <= data.count else {
                throw broken("tensor \"\(name)\" ends at byte \(entry.offsets[1]) of \(data.count): the file was cut")
            }
            let start = data.startIndex + entry.offsets[0]
            tensors[name] = Tensor(element: element, shape: entry.shape, bytes: Array(data[start..<start + size]))
        }
    }

    /// The bytes of a file, tensors by size of element (so that each is aligned), then by name.
    public func encoded() -> [UInt8] {
        let ordered = tensors.sorted { ($1.value.element.size, $0.key) < ($0.value.element.size, $1.key) }
        var header = SafeTensorsHeader(tensors: [:], metadata: metadata)
        var offset = 0
        for (name, tensor) in ordered {
            header.tensors[name] = .init(dtype: tensor.element.rawValue, shape: tensor.shape,
                                         offsets: [offset, offset + tensor.bytes.count])
            offset += tensor.bytes.count
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Only strings and integers are encoded, which cannot fail.
        var text = (try? encoder.encode(header)).map(Array.init) ?? Array("{}".utf8)
        text += [UInt8](repeating: 0x20, count: (8 - text.count % 8) % 8)
        var out = withUnsafeBytes(of: UInt64(text.count).littleEndian, Array.init) + text
        out.reserveCapacity(out.count + offset)
        for (_, tensor) in ordered { out += tensor.bytes }
        return out
    }

    /// Writes a file in one step: an older one of that name is replaced or untouched.
    public func write(to path: String) throws(ModelError) {
        try FileBytes.replace(path, with: encoded())
    }
}

extension SafeTensors {
    /// Bytes of a tensor; `nil` for a negative length or more than memory can address.
    static func byteCount(_ shape: [Int], _ element: Element) -> Int? {
        var size = element.size
        for length in shape {
            let (product, overflow) = size.multipliedReportingOverflow(by: length)
            guard length >= 0, !overflow else { return nil }
            size = product
        }
        return size
    }
}

/// The JSON header: tensors by name beside free text under one reserved key.
struct SafeTensorsHeader: Codable {
    struct Entry: Codable {
        let dtype: String
        let shape: [Int]
        let offsets: [Int]

        enum CodingKeys: String, CodingKey {
            case dtype, shape, offsets = "data_offsets"
        }
    }

    struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
        static let metadata = Name(stringValue: "__metadata__")
    }

    var tensors: [String: Entry]
    var metadata: [String: String]

    init(tensors: [String: Entry], metadata: [String: String]) {
        self.tensors = tensors
        self.metadata = metadata
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        metadata = try container.decodeIfPresent([String: String].self, forKey: .metadata) ?? [:]
        tensors = [:]
        for key in container.allKeys where key.stringValue != Name.metadata.stringValue {
            tensors[key.stringValue] = try container.decode(Entry.self, forKey: key)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        if !metadata.isEmpty { try container.encode(metadata, forKey: .metadata) }
        for (name, entry) in tensors { try container.encode(entry, forKey: Name(stringValue: name)) }
    }
}
