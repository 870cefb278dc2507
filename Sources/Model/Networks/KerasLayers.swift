// The earlier system's network, layer by layer as it was published.

/// conv 3x3x32 same, ReLU, conv 3x3x32 valid, ReLU, max-pool 2, dropout .25; the same with 64; flatten, dense 512,
/// ReLU, dropout .5, dense `classes`.
/// - Parameter plain: convolutions by the plain path.
func kerasLayers(_ input: MapShape, classes: Int, plain: Bool) -> [any Layer] {
    var layers: [any Layer] = []
    var shape = input
    for (block, channels) in [32, 64].enumerated() {
        let first = Convolution("conv\(2 * block + 1)", shape, outputs: channels, .same, rectified: true, plain: plain)
        let second = Convolution("conv\(2 * block + 2)", first.output, outputs: channels, .valid, rectified: true, plain: plain)
        let pool = MaxPooling("pool\(block + 1)", second.output)
        let dropout = Dropout("dropout\(block + 1)", pool.output, rate: 0.25, number: UInt64(block))
        layers += [first, second, pool, dropout] as [any Layer]
        shape = dropout.output
    }
    let dense = Dense("dense1", shape, outputs: 512, rectified: true)
    return layers + [dense, Dropout("dropout3", dense.output, rate: 0.5, number: 2),
                     Dense("dense2", dense.output, outputs: classes, rectified: false)]
}
