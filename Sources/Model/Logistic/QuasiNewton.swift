// L-BFGS: a Newton step whose curvature is learned from the last few gradients, on top of what is known of it before.

import COpenBLAS

enum QuasiNewton {
    /// Steps that are remembered.
    private static let memory = 10
    private static let mostEvaluations = 500

    private struct Pair {
        let step: [Float], change: [Float], curvature: Double
    }

    /// Minimises a smooth convex function.
    /// - Parameters:
    ///   - tolerance: it ends where the decrease that is still to come is estimated below this share of the value.
    ///   - evaluate: value and gradient at a point.
    ///   - precondition: multiplies by an estimate of the inverse Hessian.
    /// - Throws: `ModelError.unusable`, which names the evaluation, where a value is not finite; what `check` throws.
    static func minimise(
        from start: [Float], tolerance: Double, check: () throws -> Void, evaluate: ([Float], inout [Float]) -> Double,
        precondition: (inout [Float]) -> Void
    ) throws -> (point: [Float], value: Double, evaluations: Int) {
        var point = start, gradient = [Float](repeating: 0, count: start.count)
        var value = evaluate(point, &gradient), evaluations = 1
        var pairs: [Pair] = [], scale: Float = 1
        var next = point, nextGradient = gradient
        while evaluations < mostEvaluations {
            try check()
            guard value.isFinite else {
                throw ModelError.unusable(place: "features", reason: "the loss is not finite at pass \(evaluations) of the logistic fit; make the embeddings again with rarity embed")
            }
            let direction = direction(gradient, pairs, scale, precondition)
            let slope = dot(gradient, direction)
            // Along a Newton direction half the slope is what a quadratic would still lose.
            guard slope / 2 > tolerance * abs(value), slope > 0 else { break }
            var length: Float = 1, nextValue = Double.infinity
            while true {
                for i in point.indices { next[i] = point[i] - length * direction[i] }
                nextValue = evaluate(next, &nextGradient)
                evaluations += 1
                if nextValue <= value - 1e-4 * Double(length) * slope || length < 1e-6 || evaluations >= mostEvaluations { break }
                length /= 2
            }
            guard nextValue < value else { break }
            let step = zip(next, point).map { $0 - $1 }, change = zip(nextGradient, gradient).map { $0 - $1 }
            let along = dot(step, change)
            if along > 0 {
                var scaled = change
                precondition(&scaled)
                scale = Float(along / max(dot(change, scaled), .leastNormalMagnitude))
                pairs.append(Pair(step: step, change: change, curvature: along))
                if pairs.count > memory { pairs.removeFirst() }
            }
            swap(&point, &next)
            swap(&gradient, &nextGradient)
            value = nextValue
        }
        return (point, value, evaluations)
    }

    /// The two loops: the inverse Hessian's estimate times the gradient.
    private static func direction(_ gradient: [Float], _ pairs: [Pair], _ scale: Float, _ precondition: (inout [Float]) -> Void) -> [Float] {
        var out = gradient, shares: [Double] = []
        for pair in pairs.reversed() {
            let share = dot(pair.step, out) / pair.curvature
            add(-share, pair.change, to: &out)
            shares.append(share)
        }
        precondition(&out)
        for i in out.indices { out[i] *= scale }
        for (pair, share) in zip(pairs, shares.reversed()) { add(share - dot(pair.change, out) / pair.curvature, pair.step, to: &out) }
        return out
    }

    private static func dot(_ a: [Float], _ b: [Float]) -> Double { cblas_dsdot(Int32(a.count), a, 1, b, 1) }

    private static func add(_ factor: Double, _ x: [Float], to y: inout [Float]) {
        cblas_saxpy(Int32(x.count), Float(factor), x, 1, &y, 1)
    }
}
