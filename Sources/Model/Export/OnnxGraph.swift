// A graph of ONNX operators and its bytes, written by hand: the format is a handful of messages.
// Source: onnx.proto of ONNX 1.13 (IR version 8), operators of opset 13.

/// Operators in the order in which they run, with their weights.
struct OnnxGraph {
    enum Element: Int {
        case float = 1, byte = 2, int64 = 7
    }

    enum Attribute {
        case integer(Int)
        case integers([Int])
        case float(Float)
    }

    /// A tensor that goes in or out; a name stands for a length that is free.
    struct Port {
        let name: String
        let element: Element
        let shape: [Dimension]
    }

    enum Dimension {
        case fixed(Int)
        case free(String)
    }

    private static let irVersion = 8, opset = 13

    let name: String
    var inputs: [Port] = []
    var outputs: [Port] = []
    var metadata: [String: String] = [:]
    private var nodes: [[UInt8]] = []
    private var weights: [[UInt8]] = []

    init(name: String) { self.name = name }

    /// Adds an operator with one output.
    /// - Returns: the output's name, for the operators after it.
    mutating func add(_ op: String, _ inputs: [String], to output: String, _ attributes: [(String, Attribute)] = []) -> String {
        var node = ProtobufWriter()
        for input in inputs { node.text(1, input) }
        node.text(2, output)
        node.text(3, output)
        node.text(4, op)
        for (name, value) in attributes { node.message(5) { Self.write(name, value, to: &$0) } }
        nodes.append(node.bytes)
        return output
    }

    /// Adds weights.
    /// - Returns: their name.
    mutating func set(_ name: String, floats: [Float], shape: [Int]) -> String {
        precondition(shape.reduce(1, *) == floats.count)
        set(name, .float, shape, floats.withUnsafeBytes(Array.init))
        return name
    }

    mutating func set(_ name: String, integers: [Int]) -> String {
        set(name, .int64, [integers.count], integers.map(Int64.init).withUnsafeBytes(Array.init))
        return name
    }

    /// The whole file.
    func encoded() -> [UInt8] {
        var model = ProtobufWriter()
        model.integer(1, Self.irVersion)
        model.text(2, "rarity")
        var graph = ProtobufWriter()
        for node in nodes { graph.bytes(1, node) }
        graph.text(2, name)
        for tensor in weights { graph.bytes(5, tensor) }
        for port in inputs { graph.message(11) { Self.write(port, to: &$0) } }
        for port in outputs { graph.message(12) { Self.write(port, to: &$0) } }
        model.bytes(7, graph.bytes)
        model.message(8) { $0.integer(2, Self.opset) }
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            model.message(14) {
                $0.text(1, key)
                $0.text(2, value)
            }
        }
        return model.bytes
    }

    private mutating func set(_ name: String, _ element: Element, _ shape: [Int], _ data: [UInt8]) {
        var tensor = ProtobufWriter()
        for length in shape { tensor.integer(1, length) }
        tensor.integer(2, element.rawValue)
        tensor.text(8, name)
        tensor.bytes(9, data)
        weights.append(tensor.bytes)
    }

    private static func write(_ name: String, _ value: Attribute, to message: inout ProtobufWriter) {
        message.text(1, name)
        switch value {
        case .float(let number):
            message.float(2, number)
            message.integer(20, 1)
        case .integer(let number):
            message.integer(3, number)
            message.integer(20, 2)
        case .integers(let numbers):
            for number in numbers { message.integer(8, number) }
            message.integer(20, 7)
        }
    }

    private static func write(_ port: Port, to message: inout ProtobufWriter) {
        message.text(1, port.name)
        message.message(2) { type in
            type.message(1) { tensor in
                tensor.integer(1, port.element.rawValue)
                tensor.message(2) { shape in
                    for dimension in port.shape {
                        shape.message(1) {
                            switch dimension {
                            case .fixed(let length): $0.integer(1, length)
                            case .free(let name): $0.text(2, name)
                            }
                        }
                    }
                }
            }
        }
    }
}
