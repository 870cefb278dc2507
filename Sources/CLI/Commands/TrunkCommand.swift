// `rarity trunk`: embeddings of any pictures, for comparison with other programs.

import ArgumentParser
import Foundation
import Frames
import Model

struct TrunkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trunk",
        abstract: "Print or write the embeddings of any pictures.",
        discussion: """
            Each picture becomes 1280 numbers. Without --output a line of JSON is printed for each picture.
            A tensor file has "input_rgb" (n, height, width, 3) bytes; its size is the trunk's input.
            """)

    @Argument(help: ArgumentHelp("JPEG files of any size.", valueName: "file.jpg"))
    var files: [String] = []

    @Option(help: ArgumentHelp("Take the pictures from a safetensors file.", valueName: "file.safetensors"))
    var tensor: String?

    @Option(help: "Height and width the pictures are resized to: 180x320 (unless said) or 144x256.")
    var input: TrunkInput?

    @Option(help: "What the trunk computes in.")
    var precision = TrunkPrecision.float32

    @Option(help: ArgumentHelp("Write \"embedding\" (n, 1280) to a safetensors file.", valueName: "file.safetensors"))
    var output: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if files.isEmpty == (tensor == nil) {
            throw ValidationError("Name either JPEG files or --tensor FILE.safetensors.")
        }
    }

    func run() throws {
        let (trunk, rows) = try tensor.map(embedTensor) ?? embedFiles()
        let name = trunk.name
        if let output {
            var file = SafeTensors(place: output)
            file.metadata = ["trunk": name.description]
            file.set("embedding", floats: rows.flatMap { $0 }, shape: [rows.count, Trunk.embeddingSize])
            try file.write(to: output)
            let summary = Written(trunk: name.description, pictures: rows.count, output: output)
            if common.json { return Console.print(try json(summary)) }
            if !common.quiet { Console.error("\(rows.count) embeddings of \(name) written to \(output.printable(limit: 300)).") }
            return
        }
        let pictures = rows.enumerated().map { index, row in
            Picture(file: tensor == nil ? files[index] : nil, index: index, embedding: row)
        }
        if common.json { return Console.print(try json(Result(trunk: name.description, pictures: pictures))) }
        for picture in pictures { Console.print(try json(picture)) }
    }

    /// Pictures are decoded at the smallest scale that suffices, some at a time, so that thousands fit in memory.
    private func embedFiles() throws -> (Trunk, [[Float]]) {
        let trunk = try Trunk(input: input ?? .h180w320, precision: precision)
        let size = trunk.name.input
        let reader = try JPEGReader()
        var rows: [[Float]] = []
        for start in stride(from: 0, to: files.count, by: 64) {
            let images = try files[start..<min(start + 64, files.count)].map {
                try reader.decode(path: $0, width: size.width, height: size.height)
            }
            rows += trunk.embed(images, threads: ProcessInfo.processInfo.activeProcessorCount)
        }
        return (trunk, rows)
    }

    private func embedTensor(_ path: String) throws -> (Trunk, [[Float]]) {
        let file = try SafeTensors(path: path)
        let shape = try file.tensor("input_rgb", shape: [nil, nil, nil, 3], elements: [.byte]).shape
        // Another size than the trunk takes, or than was asked for, is refused with both shapes.
        let found = TrunkInput.allCases.first { $0.height == shape[1] && $0.width == shape[2] }
        let size = input ?? found ?? .h180w320
        let bytes = try file.bytes("input_rgb", shape: [nil, size.height, size.width, 3])
        let images = stride(from: 0, to: bytes.count, by: size.byteCount).map {
            RGBImage(width: size.width, height: size.height, pixels: Array(bytes[$0..<$0 + size.byteCount]))
        }
        let trunk = try Trunk(input: size, precision: precision)
        return (trunk, trunk.embed(images, threads: ProcessInfo.processInfo.activeProcessorCount))
    }

    private func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private struct Picture: Encodable { let file: String?, index: Int, embedding: [Float] }
    private struct Result: Encodable { let trunk: String, pictures: [Picture] }
    private struct Written: Encodable { let trunk: String, pictures: Int, output: String }
}
