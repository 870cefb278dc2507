// The weights of an ONNX file by name: what a model needs to come back. The graph itself is not looked at.

import Frames

enum OnnxFile {
    /// The initialisers and the metadata of a file.
    /// - Throws: `ModelError.notONNX` for bytes that were cut or are something else; a tensor whose numbers are not as many
    ///   as its shape says is refused by name.
    static func tensors(_ bytes: [UInt8], place: String) throws(ModelError) -> SafeTensors {
        var out = SafeTensors(place: place)
        var found: [ArraySlice<UInt8>] = []
        var hasGraph = false
        do {
            try ProtobufReader.fields(bytes[...]) { (field, value) throws(ProtobufReader.Broken) in
                switch (field, value) {
                case (7, .bytes(let graph)):
                    hasGraph = true
                    try ProtobufReader.fields(graph) { field, value in
                        if field == 5, case .bytes(let tensor) = value { found.append(tensor) }
                    }
                case (14, .bytes(let entry)):
                    var pair: [Int: String] = [:]
                    try ProtobufReader.fields(entry) { field, value in
                        if case .bytes(let text) = value { pair[field] = String(decoding: text, as: UTF8.self) }
                    }
                    if let key = pair[1] { out.metadata[key] = pair[2] ?? "" }
                default: break
                }
            }
        } catch {
            throw .notONNX(place: place, reason: "its \(bytes.count) bytes are no whole message: it was cut, or is something else")
        }
        guard hasGraph else { throw .notONNX(place: place, reason: "there is no graph in it") }
        for tensor in found { try read(tensor, into: &out) }
        return out
    }

    private static func read(_ bytes: ArraySlice<UInt8>, into file: inout SafeTensors) throws(ModelError) {
        var shape: [Int] = [], type: UInt64 = 0, name = ""
        var data: ArraySlice<UInt8> = []
        do {
            try ProtobufReader.fields(bytes) { (field, value) throws(ProtobufReader.Broken) in
                switch (field, value) {
                case (1, .integer(let length)): shape.append(Int(truncatingIfNeeded: length))
                case (1, .bytes(let packed)):
                    // Lengths may also stand together in one field.
                    var reader = ProtobufReader.Numbers(packed)
                    while let length = try reader.next() { shape.append(Int(truncatingIfNeeded: length)) }
                case (2, .integer(let number)): type = number
                case (8, .bytes(let text)): name = String(decoding: text, as: UTF8.self)
                case (9, .bytes(let raw)): data = raw
                default: break
                }
            }
        } catch {
            throw .notONNX(place: file.place, reason: "a tensor in it is no whole message")
        }
        guard let element = elements[type] else {
            throw .wrongElement(place: file.place, name: name, found: "ONNX type \(type)", needed: "float, float16, int64 or uint8")
        }
        guard let size = SafeTensors.byteCount(shape, element) else { throw .notONNX(place: file.place, reason: "tensor \"\(name)\" has an impossible shape") }
        guard size == data.count else {
            throw .wrongShape(place: file.place, name: name, found: "\(shape) but \(data.count) bytes", needed: "\(size) bytes")
        }
        file.tensors[name] = SafeTensors.Tensor(element: element, shape: shape, bytes: Array(data))
    }

    private static let elements: [UInt64: SafeTensors.Element] = [1: .float32, 2: .byte, 7: .int64, 10: .float16]
}
