// What can be wrong with weights, tensors and training data, in words for the person who has to mend it.

import Frames

/// One line each: what, where, what to do.
public enum ModelError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A file does not exist or may not be read.
    case unreadable(place: String, reason: String)
    /// A file could not be written; an older one in its place is untouched.
    case unwritable(place: String, reason: String)
    /// Not a safetensors file, or one that was cut or altered.
    case notSafeTensors(place: String, reason: String)
    /// Not an ONNX file, or one that was cut or altered.
    case notONNX(place: String, reason: String)
    /// A tensor that is needed is not in the file.
    case missingTensor(place: String, name: String)
    /// A tensor holds other numbers than needed, such as `I64` for `F32`.
    case wrongElement(place: String, name: String, found: String, needed: String)
    /// A tensor has another shape than needed, such as `(3, 1280)` for `(n, 512)`.
    case wrongShape(place: String, name: String, found: String, needed: String)
    /// Numbers that are not finite, or data that cannot belong together.
    case unusable(place: String, reason: String)
    /// Training went wrong: a loss or a weight is not a number any more.
    case diverged(step: Int, learningRate: Float)
    /// Too little to train on.
    case tooFewLabels(reason: String)

    public var description: String {
        switch self {
        case .unreadable(let place, let reason):
            "\(shown(place)): cannot be read: \(reason.printable()). Check the path and its permissions."
        case .unwritable(let place, let reason):
            "\(shown(place)): cannot be written: \(reason.printable()). Check the folder, its permissions and the space left."
        case .notSafeTensors(let place, let reason):
            "\(shown(place)): is no whole safetensors file: \(reason.printable(limit: 160)). Copy or make it again."
        case .notONNX(let place, let reason):
            "\(shown(place)): is no whole ONNX file: \(reason.printable(limit: 160)). Copy or make it again."
        case .missingTensor(let place, let name):
            "\(shown(place)): has no tensor \"\(name.printable())\". Use a file that has it."
        case .wrongElement(let place, let name, let found, let needed):
            "\(shown(place)): tensor \"\(name.printable())\" holds \(found.printable()), needed is \(needed). Convert it."
        case .wrongShape(let place, let name, let found, let needed):
            "\(shown(place)): tensor \"\(name.printable())\" has the shape \(found.printable()), needed is \(needed)."
        case .unusable(let place, let reason):
            "\(shown(place)): cannot be used: \(reason.printable(limit: 160))."
        case .diverged(let step, let learningRate):
            "The loss is not a number any more at step \(step). Train again with a --learning-rate below \(learningRate)."
        case .tooFewLabels(let reason):
            "Too few labels to train on: \(reason.printable(limit: 160)). Label some frames first."
        }
    }

    private func shown(_ place: String) -> String { place.printable(limit: 300) }
}
