// The earlier system's network, layer by layer as it was published.

/// conv 3x3x32 same, ReLU, conv 3x3x32 valid, ReLU, max-pool 2, dropout .25; the same with 64; flatten, dense 512,
/// ReLU, dropout .5, dense `classes`.
/// - Parameter plain: convolutions by the plain path.
func kerasLayers(_ input: MapShape, classes: Int, plain: Bool) -> [any Layer] {
    var layers: [any Layer] = []
    var shape = input
    for (block, channels) in [32, 64].enumerated() {
        let first = Convolution("conv\(2 * block + 1)", shape, outputs: channels, .same, rectified: true, plain: plain)
        layers.append(first)
        layers += convolutionAndPool(block + 1, first.output, channels, plain: plain)
        shape = layers[layers.count - 1].output
        layers.append(Dropout("dropout\(block + 1)", shape, rate: 0.25, number: UInt64(block), plain: plain))
    }
    let dense = Dense("dense1", shape, outputs: 512, rectified: true)
    return layers + [dense, Dropout("dropout3", dense.output, rate: 0.5, number: 2),
                     Dense("dense2", dense.output, outputs: classes, rectified: false)]
}

/// The second convolution of a block, with its pooling: one layer where there is one for it.
private func convolutionAndPool(_ block: Int, _ input: MapShape, _ channels: Int, plain: Bool) -> [any Layer] {
    let name = "conv\(2 * block)"
    if !plain, let both = PooledConvolution(name, input, outputs: channels) { return [both] }
    let convolution = Convolution(name, input, outputs: channels, .valid, rectified: true, plain: plain)
    return [convolution, MaxPooling("pool\(block)", convolution.output)]
}
