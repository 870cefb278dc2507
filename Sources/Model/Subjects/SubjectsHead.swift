// Who and what is in a frame, learned from METADATA on the same features as the class: one linear score a subject.

import Foundation

/// Probabilities of subjects: σ(W x + b), each by itself.
public struct SubjectsHead: Equatable, Sendable {
    /// In the order of the rows.
    public let names: [String]
    /// subjects x features.
    let weights: Matrix
    let bias: [Float]

    init(names: [String], weights: Matrix, bias: [Float]) {
        precondition(names.count == weights.rows && bias.count == weights.rows)
        (self.names, self.weights, self.bias) = (names, weights, bias)
    }

    /// Rows x subjects. Cost: one product; 30 ms for 28,800 rows and 60 subjects.
    public func probabilities(_ features: Matrix) -> Matrix {
        var out = score(features, weights, bias)
        for i in out.values.indices { out.values[i] = 1 / (1 + exp(-out.values[i])) }
        return out
    }

    func write(to file: inout SafeTensors) {
        file.set("subjects.weights", weights)
        file.set("subjects.bias", floats: bias, shape: [bias.count])
        // A list of texts always has a JSON form.
        file.metadata["subjects"] = (try? JSONEncoder().encode(names)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    }

    /// - Returns: `nil` where the file has none.
    init?(_ file: SafeTensors, dimensions: Int) throws(ModelError) {
        guard let text = file.metadata["subjects"] else { return nil }
        guard let names = try? JSONDecoder().decode([String].self, from: Data(text.utf8)) else {
            throw .unusable(place: file.place, reason: "the names of its subjects are no list of texts")
        }
        let weights = try file.floats("subjects.weights", shape: [names.count, dimensions])
        let bias = try file.floats("subjects.bias", shape: [names.count])
        guard (weights + bias).allSatisfy(\.isFinite) else {
            throw .unusable(place: file.place, reason: "the subjects hold numbers that are not finite; train again")
        }
        self.init(names: names, weights: Matrix(rows: names.count, columns: dimensions, values: weights), bias: bias)
    }
}
