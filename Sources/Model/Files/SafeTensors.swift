// Named tensors as they lie in a safetensors file. Reading and writing of the format: SafeTensors+File.swift.

import Frames

/// The tensors of one safetensors file, in memory.
///
/// A file comes from outside: every access names the shape it needs, and what differs is an error with
/// the tensor's name, the shape found and the shape needed.
public struct SafeTensors: Equatable, Sendable {
    /// The kinds of number that are read and written.
    public enum Element: String, Sendable, CaseIterable {
        case float16 = "F16", float32 = "F32", byte = "U8", int64 = "I64"

        /// Bytes a number.
        public var size: Int {
            switch self {
            case .byte: 1
            case .float16: 2
            case .float32: 4
            case .int64: 8
            }
        }
    }

    /// One tensor; the last index of `shape` runs fastest.
    public struct Tensor: Equatable, Sendable {
        public let element: Element
        public let shape: [Int]
        /// `shape`'s product times `element.size` bytes, little-endian.
        public let bytes: [UInt8]
    }

    /// What errors name: a path, or `embedded weights`.
    public var place: String
    public internal(set) var tensors: [String: Tensor] = [:]
    /// Free text under `__metadata__`.
    public var metadata: [String: String] = [:]

    /// Empty, to be filled and written.
    public init(place: String = "safetensors") {
        self.place = place
    }

    /// A tensor of the shape needed; `nil` stands for any length of that dimension.
    public func tensor(_ name: String, shape: [Int?], elements: [Element]) throws(ModelError) -> Tensor {
        guard let tensor = tensors[name] else { throw .missingTensor(place: place, name: name) }
        guard elements.contains(tensor.element) else {
            throw .wrongElement(place: place, name: name, found: tensor.element.rawValue,
                                needed: elements.map(\.rawValue).joined(separator: " or "))
        }
        guard shape.count == tensor.shape.count, zip(shape, tensor.shape).allSatisfy({ $0 == nil || $0 == $1 }) else {
            throw .wrongShape(place: place, name: name, found: describe(tensor.shape), needed: describe(shape))
        }
        return tensor
    }

    /// The numbers of an `F32` or `F16` tensor.
    public func floats(_ name: String, shape: [Int?]) throws(ModelError) -> [Float] {
        let tensor = try tensor(name, shape: shape, elements: [.float32, .float16])
        return tensor.element == .float16 ? HalfPrecision.floats(tensor.bytes) : numbers(tensor.bytes)
    }

    /// An `F32` or `F16` tensor of two dimensions; `nil` columns: as many as there are.
    public func matrix(_ name: String, columns: Int? = nil) throws(ModelError) -> Matrix {
        let shape = try tensor(name, shape: [nil, columns], elements: [.float32, .float16]).shape
        return Matrix(rows: shape[0], columns: shape[1], values: try floats(name, shape: [nil, columns]))
    }

    /// The numbers of an `I64` tensor.
    public func integers(_ name: String, shape: [Int?]) throws(ModelError) -> [Int64] {
        numbers(try tensor(name, shape: shape, elements: [.int64]).bytes)
    }

    /// The numbers of a `U8` tensor.
    public func bytes(_ name: String, shape: [Int?]) throws(ModelError) -> [UInt8] {
        try tensor(name, shape: shape, elements: [.byte]).bytes
    }

    /// Adds or replaces a tensor. Precondition of them all: the shape holds as many numbers as are given.
    public mutating func set(_ name: String, floats: [Float], shape: [Int]) {
        set(name, .float32, shape, floats.withUnsafeBytes(Array.init))
    }

    public mutating func set(_ name: String, _ matrix: Matrix) {
        set(name, floats: matrix.values, shape: [matrix.rows, matrix.columns])
    }

    public mutating func set(_ name: String, integers: [Int64], shape: [Int]) {
        set(name, .int64, shape, integers.withUnsafeBytes(Array.init))
    }

    public mutating func set(_ name: String, bytes: [UInt8], shape: [Int]) {
        set(name, .byte, shape, bytes)
    }

    /// Adds or replaces a tensor in half precision.
    public mutating func set(_ name: String, halves floats: [Float], shape: [Int]) {
        set(name, .float16, shape, HalfPrecision.bytes(floats))
    }

    private mutating func set(_ name: String, _ element: Element, _ shape: [Int], _ bytes: [UInt8]) {
        precondition(shape.reduce(element.size, *) == bytes.count)
        tensors[name] = Tensor(element: element, shape: shape, bytes: bytes)
    }
}

/// `(3, n, 1280)`; `n` where any length will do.
private func describe(_ shape: [Int?]) -> String {
    "(" + shape.map { $0.map(String.init) ?? "n" }.joined(separator: ", ") + ")"
}

/// Little-endian bytes as numbers: a copy, as every processor that Rarity runs on is little-endian.
private func numbers<Number: BitwiseCopyable>(_ bytes: [UInt8]) -> [Number] {
    let count = bytes.count / MemoryLayout<Number>.stride
    return [Number](unsafeUninitializedCapacity: count) { buffer, used in
        UnsafeMutableRawBufferPointer(buffer).copyBytes(from: bytes.prefix(count * MemoryLayout<Number>.stride))
        used = count
    }
}
