// Safetensors files of hundreds of megabytes: written from and read into the memory where the numbers live, so
// that a checkpoint of 550 MB does not need its size twice. Small files: SafeTensors.

import Foundation

/// Numbers in memory, under the name they have in a file. All are single precision.
struct NamedNumbers {
    let name: String
    let shape: [Int]
    let values: UnsafeMutablePointer<Float>

    var count: Int { shape.reduce(1, *) }
}

/// Reads and writes whole files of single-precision tensors.
enum TensorFile {
    /// Replaces a file in one step: after a failure or a crash the old one is there, whole.
    static func write(_ path: String, _ tensors: [NamedNumbers], metadata: [String: String]) throws(ModelError) {
        var header = SafeTensorsHeader(tensors: [:], metadata: metadata)
        var offset = 0
        for tensor in tensors {
            header.tensors[tensor.name] = .init(dtype: "F32", shape: tensor.shape, offsets: [offset, offset + 4 * tensor.count])
            offset += 4 * tensor.count
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Only strings and integers are encoded, which cannot fail.
        var text = (try? encoder.encode(header)).map(Array.init) ?? Array("{}".utf8)
        text += [UInt8](repeating: 0x20, count: (8 - text.count % 8) % 8)
        let start = withUnsafeBytes(of: UInt64(text.count).littleEndian, Array.init) + text
        try FileBytes.replace(path) { write in
            start.withUnsafeBytes { write($0) }
            for tensor in tensors { write(UnsafeRawBufferPointer(start: tensor.values, count: 4 * tensor.count)) }
        }
    }

    /// The free text of a file, without its numbers.
    static func metadata(_ path: String) throws(ModelError) -> [String: String] {
        try header(path).header.metadata
    }

    /// Fills all of `tensors`; what else the file holds is left alone.
    /// - Throws: `ModelError` with the tensor's name, the shape found and the shape needed; some may be filled then.
    /// - Returns: the free text.
    @discardableResult
    static func read(_ path: String, into tensors: [NamedNumbers]) throws(ModelError) -> [String: String] {
        let (header, start, size) = try header(path)
        guard let file = fopen(path, "rb") else { throw .unreadable(place: path, reason: String(cString: strerror(errno))) }
        defer { fclose(file) }
        for tensor in tensors {
            guard let entry = header.tensors[tensor.name] else { throw .missingTensor(place: path, name: tensor.name) }
            guard entry.dtype == "F32" else { throw .wrongElement(place: path, name: tensor.name, found: entry.dtype, needed: "F32") }
            guard entry.shape == tensor.shape else {
                throw .wrongShape(place: path, name: tensor.name, found: "\(entry.shape)", needed: "\(tensor.shape)")
            }
            guard entry.offsets.count == 2, entry.offsets[0] >= 0, entry.offsets[1] - entry.offsets[0] == 4 * tensor.count,
                  entry.offsets[1] <= size - start else {
                throw .notSafeTensors(place: path, reason: "tensor \"\(tensor.name)\" lies beyond the end: the file was cut")
            }
            guard fseek(file, start + entry.offsets[0], SEEK_SET) == 0, fread(tensor.values, 4, tensor.count, file) == tensor.count else {
                throw .unreadable(place: path, reason: "tensor \"\(tensor.name)\" could not be read")
            }
        }
        return header.metadata
    }

    /// The header, where the numbers begin, and the size of the file.
    private static func header(_ path: String) throws(ModelError) -> (header: SafeTensorsHeader, start: Int, size: Int) {
        guard let file = fopen(path, "rb") else { throw .unreadable(place: path, reason: String(cString: strerror(errno))) }
        defer { fclose(file) }
        var info = stat()
        guard fstat(fileno(file), &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable(place: path, reason: "not a regular file")
        }
        let size = Int(info.st_size)
        var length: UInt64 = 0
        guard fread(&length, 8, 1, file) == 1, length >= 2, length <= UInt64(max(0, size - 8)), length < 1 << 24 else {
            throw .notSafeTensors(place: path, reason: "a header of \(length) bytes in a file of \(size)")
        }
        var text = [UInt8](repeating: 0, count: Int(length))
        guard fread(&text, 1, text.count, file) == text.count,
              let header = try? JSONDecoder().decode(SafeTensorsHeader.self, from: Data(text)) else {
            throw .notSafeTensors(place: path, reason: "the header is no JSON of tensors")
        }
        return (header, 8 + Int(length), size)
    }
}
