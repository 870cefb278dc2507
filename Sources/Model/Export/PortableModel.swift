// A model that leaves: trunk, head and what is known of them in one file that needs no Rarity, and back again.

import CTrunkWeights
import Foundation
import Frames

/// A model with a head on the pretrained trunk.
public struct PortableModel: Equatable, Sendable {
    /// Forms of the file.
    public enum Format: String, CaseIterable, Sendable {
        case onnx, safetensors
    }

    /// Such as `ridge-0003`.
    public let name: String
    /// Names of the classes, in the order of the probabilities.
    public let classes: [String]
    public let file: HeadFile
    /// What the model learned from and how good it is, as JSON; empty where it is not known.
    public let figures: String

    public init(name: String, classes: [String], file: HeadFile, figures: String = "") {
        precondition(classes.count == file.head.bias.count)
        (self.name, self.classes, self.file, self.figures) = (name, classes, file, figures)
    }

    /// - Throws: `ModelError` for a trunk that this program does not have.
    /// - Cost: 16 MB for `onnx`, 9 MB for `safetensors`.
    public func encoded(_ format: Format) throws(ModelError) -> [UInt8] {
        switch format {
        case .onnx: try onnx()
        case .safetensors: try safeTensors()
        }
    }

    /// Reads a file of either form.
    /// - Throws: `ModelError`, one line with the name, the shape found and the shape needed where a tensor does not fit;
    ///   also for a trunk with other weights than this program's, whose embeddings would be other ones.
    public init(path: String, classes: [String]) throws(ModelError) {
        try self.init(bytes: FileBytes.read(path), place: path, classes: classes)
    }

    init(bytes: [UInt8], place: String, classes: [String]) throws(ModelError) {
        // A safetensors file has its JSON at the ninth byte, an ONNX file none.
        let isSafeTensors = bytes.count > 8 && bytes[8] == UInt8(ascii: "{")
        let tensors = isSafeTensors ? try SafeTensors(bytes: bytes, place: place) : try OnnxFile.tensors(bytes, place: place)
        guard let names = tensors.metadata["classes"], let name = tensors.metadata["name"] else {
            throw .unusable(place: place, reason: "it is no model that rarity export model wrote")
        }
        guard names == classes.joined(separator: ",") else {
            throw .unusable(place: place, reason: "its classes are \(names.printable(limit: 100)), needed are \(classes.joined(separator: ","))")
        }
        let file = try HeadFile(tensors, classes: classes.count)
        guard file.basis.channels == Trunk.embeddingSize else {
            throw .wrongShape(place: place, name: "basis.axes", found: "(\(file.basis.dimensions), \(file.basis.channels))",
                              needed: "(n, \(Trunk.embeddingSize))")
        }
        try Self.checkTrunk(tensors)
        self.init(name: name, classes: classes, file: file, figures: tensors.metadata["figures"] ?? "")
    }

    var metadata: [String: String] {
        var all = ["name": name, "classes": classes.joined(separator: ",")]
        if !figures.isEmpty { all["figures"] = figures }
        return all
    }

    private func safeTensors() throws(ModelError) -> [UInt8] {
        var out = SafeTensors()
        out.metadata = metadata
        file.write(to: &out)
        for (name, tensor) in try Self.trunkWeights().tensors { out.tensors["trunk.\(name)"] = tensor }
        return out.encoded()
    }

    /// The trunk's weights as they lie in the program.
    static func trunkWeights() throws(ModelError) -> SafeTensors {
        let bytes = UnsafeBufferPointer(start: rarity_trunk_weights, count: rarity_trunk_weights_size)
        return try SafeTensors(bytes: Array(bytes), place: "weights in the program")
    }

    /// Every weight of the trunk must be there, and be ours.
    private static func checkTrunk(_ file: SafeTensors) throws(ModelError) {
        let own = try trunkWeights()
        for (name, tensor) in own.tensors.sorted(by: { $0.key < $1.key }) {
            let found = try file.floats("trunk.\(name)", shape: tensor.shape)
            let needed = try own.floats(name, shape: tensor.shape)
            guard zip(found, needed).allSatisfy({ abs($0 - $1) <= 1e-6 * max(1, abs($1)) }) else {
                throw .unusable(place: file.place, reason: "its trunk has other weights than this program's (\(name)), so it sees other embeddings")
            }
        }
    }
}
