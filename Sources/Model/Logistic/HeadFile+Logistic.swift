// A logistic head as it is kept, and as the next fit begins with it.

extension HeadFile {
    /// Keeps a fit.
    public init(trunk: String, basis: FeatureBasis, logistic fit: LogisticFit, temperature: Float) {
        self.init(trunk: trunk, method: .logistic, basis: basis, head: fit.head(temperature: temperature))
        curvature = fit.curvature
    }

    /// Where a logistic fit on a basis begins: with these weights, carried over where the basis is another one.
    /// - Returns: `nil` for a head that is no logistic one, or has other channels.
    /// - Cost: 10 MFLOP where the basis is another one.
    public func logisticStart(on new: FeatureBasis) -> LogisticFit.Start? {
        guard method == .logistic, new.channels == basis.channels else { return nil }
        let logits = Matrix(rows: head.weights.rows, columns: head.weights.columns, values: head.weights.values.map { LinearHead.sharpness * $0 })
        let bias = head.bias.map { LinearHead.sharpness * $0 }
        if new == basis { return LogisticFit.Start(weights: logits, bias: bias, curvature: curvature) }
        // logit = V scale (√e − mean) + b with V = W · axes; √e is put in the new basis' terms.
        var direct = Linear.product(logits, basis.axes)
        var shifted = bias
        for c in 0..<direct.rows {
            for j in 0..<direct.columns {
                let slope = direct[c, j] * basis.scale[j]
                shifted[c] += slope * (new.mean[j] - basis.mean[j])
                direct[c, j] = new.scale[j] > 0 ? slope / new.scale[j] : 0
            }
        }
        return LogisticFit.Start(weights: Linear.product(direct, new.axes, transposed: true), bias: shifted, curvature: nil)
    }
}
