// The loss: how surprised the network was by the labels.

import Foundation

/// Mean over the batch of -log of the label's probability, each picture counting by its class's weight.
///
/// The sum is divided by the number of pictures, as Keras does with `class_weight`; PyTorch divides by the sum of
/// the weights.
enum SoftmaxCrossEntropy {
    /// - Parameters:
    ///   - logits: a row a picture.
    ///   - gradient: becomes that of the loss; the same shape.
    ///   - classWeights: a factor a class.
    /// - Returns: the loss; not finite where a logit is not.
    static func loss(_ logits: UnsafePointer<Float>, _ labels: [Int], classes: Int, classWeights: [Float],
                     gradient: UnsafeMutablePointer<Float>) -> Float {
        var sum: Double = 0
        for (row, label) in labels.enumerated() {
            let z = logits + row * classes, d = gradient + row * classes
            let weight = classWeights[label] / Float(labels.count)
            let largest = (0..<classes).reduce(-Float.infinity) { max($0, z[$1]) }
            var total: Float = 0
            for c in 0..<classes {
                d[c] = exp(z[c] - largest)
                total += d[c]
            }
            sum += Double(weight) * Double(log(total) - (z[label] - largest))
            for c in 0..<classes { d[c] = weight * (d[c] / total - (c == label ? 1 : 0)) }
        }
        return Float(sum)
    }

    /// Probabilities of one row of logits.
    static func probabilities(_ logits: UnsafePointer<Float>, classes: Int) -> [Float] {
        let largest = (0..<classes).reduce(-Float.infinity) { max($0, logits[$1]) }
        let powers = (0..<classes).map { exp(logits[$0] - largest) }
        let total = powers.reduce(0, +)
        return powers.map { $0 / total }
    }
}
