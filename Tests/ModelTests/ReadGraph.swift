// A reader of ONNX files of its own, and an interpreter for the few operators after the trunk: what the program wrote
// is judged by other code than wrote it. Onnxruntime judges the whole: make check-onnx.

import Foundation
@testable import Model

struct ReadGraph {
    struct Node {
        var op = "", inputs: [String] = [], outputs: [String] = [], integers: [String: [Int]] = [:]
    }

    struct Tensor {
        var shape: [Int], values: [Float]
    }

    private(set) var nodes: [Node] = []
    private(set) var weights: [String: Tensor] = [:]
    private(set) var inputs: [String] = [], outputs: [String] = []
    private(set) var metadata: [String: String] = [:]

    struct Malformed: Error {}

    init(_ bytes: [UInt8]) throws {
        for (field, value) in try Self.message(bytes[...]) {
            if field == 7 { try readGraph(value) }
            if field == 14 {
                let pair = try Self.message(value)
                metadata[Self.text(pair, 1)] = Self.text(pair, 2)
            }
        }
    }

    private mutating func readGraph(_ bytes: ArraySlice<UInt8>) throws {
        for (field, value) in try Self.message(bytes) {
            let parts = try [1, 5, 11, 12].contains(field) ? Self.message(value) : []
            switch field {
            case 1:
                var node = Node(op: Self.text(parts, 4), inputs: Self.texts(parts, 1), outputs: Self.texts(parts, 2))
                for (number, attribute) in parts where number == 5 {
                    let fields = try Self.message(attribute)
                    node.integers[Self.text(fields, 1)] = fields.filter { $0.0 == 8 || $0.0 == 3 }.map { Self.integer($0.1) }
                }
                nodes.append(node)
            case 5:
                let raw = parts.first { $0.0 == 9 }?.1 ?? []
                let floats = raw.withUnsafeBytes { bytes in (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self) } }
                weights[Self.text(parts, 8)] = Tensor(shape: parts.filter { $0.0 == 1 }.map { Self.integer($0.1) }, values: floats)
            case 11: inputs.append(Self.text(parts, 1))
            case 12: outputs.append(Self.text(parts, 1))
            default: break
            }
        }
    }

    /// All values that follow from a tensor of rows under a name.
    func run(from name: String, _ value: Matrix) -> [String: Matrix] {
        var known = [name: value]
        for node in nodes {
            guard let first = node.inputs.first, let output = node.outputs.first, !known.keys.contains(output) else { continue }
            let second = node.inputs.dropFirst().first.flatMap { weights[$0] ?? known[$0].map { Tensor(shape: [$0.rows, $0.columns], values: $0.values) } }
            if let a = weights[first]?.values, let b = second?.values, node.op == "Div", a.count == 1 {
                known[output] = Matrix(rows: 1, columns: 1, values: [a[0] / b[0]])
            }
            guard let x = known[first] else { continue }
            func each(_ change: (Float, Int) -> Float) -> Matrix {
                Matrix(rows: x.rows, columns: x.columns, values: x.values.enumerated().map { change($1, $0 % x.columns) })
            }
            switch node.op {
            case "Relu": known[output] = each { v, _ in max(0, v) }
            case "Sqrt": known[output] = each { v, _ in v.squareRoot() }
            case "Sigmoid": known[output] = each { v, _ in 1 / (1 + exp(-v)) }
            case "Sub", "Mul":
                guard let other = second?.values else { continue }
                known[output] = each { v, j in
                    let w = other.count == 1 ? other[0] : other[j]
                    return node.op == "Sub" ? v - w : v * w
                }
            case "Gemm":
                guard let other = second, node.integers["transB"] == [1] else { continue }
                let bias = node.inputs.count > 2 ? weights[node.inputs[2]]?.values : nil
                var out = Matrix(rows: x.rows, columns: other.shape[0])
                for i in 0..<x.rows {
                    for j in 0..<other.shape[0] {
                        let row = other.values[j * x.columns..<(j + 1) * x.columns]
                        out[i, j] = zip(x.row(i), row).reduce(bias?[j] ?? 0) { $0 + $1.0 * $1.1 }
                    }
                }
                known[output] = out
            case "Softmax":
                var out = each { v, _ in exp(v) }
                for i in 0..<out.rows {
                    let sum = out.row(i).reduce(0, +)
                    for j in 0..<out.columns { out[i, j] /= sum }
                }
                known[output] = out
            default: break
            }
        }
        return known
    }

    /// Fields with their numbers; a varint is handed on as its eight bytes.
    private static func message(_ bytes: ArraySlice<UInt8>) throws -> [(Int, ArraySlice<UInt8>)] {
        var out: [(Int, ArraySlice<UInt8>)] = [], at = bytes.startIndex
        func number() throws -> Int {
            var value = 0, shift = 0
            while true {
                guard at < bytes.endIndex, shift < 64 else { throw Malformed() }
                value |= Int(bytes[at] & 127) << shift
                shift += 7
                at += 1
                if bytes[at - 1] < 128 { return value }
            }
        }
        while at < bytes.endIndex {
            let key = try number()
            switch key & 7 {
            case 0: out.append((key >> 3, withUnsafeBytes(of: try number(), Array.init)[...]))
            case 2, 5:
                let length = key & 7 == 5 ? 4 : try number()
                guard length >= 0, length <= bytes.endIndex - at else { throw Malformed() }
                out.append((key >> 3, bytes[at..<at + length]))
                at += length
            default: throw Malformed()
            }
        }
        return out
    }

    private static func integer(_ bytes: ArraySlice<UInt8>) -> Int { bytes.withUnsafeBytes { $0.loadUnaligned(as: Int.self) } }
    private static func texts(_ parts: [(Int, ArraySlice<UInt8>)], _ field: Int) -> [String] {
        parts.filter { $0.0 == field }.map { String(decoding: $0.1, as: UTF8.self) }
    }
    private static func text(_ parts: [(Int, ArraySlice<UInt8>)], _ field: Int) -> String { texts(parts, field).first ?? "" }
}
