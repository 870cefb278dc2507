// A small network in the manner of MobileNet: a hundredth of the multiplications of the earlier one, and 500 times
// fewer weights, so that a few thousand pictures can teach it.

/// conv 3x3x16 with stride 2, eight depthwise-separable convolutions, mean over the map, dropout .2, dense `classes`;
/// batch normalisation and ReLU after every convolution.
/// - Source: Howard et al., MobileNets, 2017.
func compactLayers(_ input: MapShape, classes: Int) -> [any Layer] {
    let stem = Convolution("stem", input, outputs: 16, stride: 2, rectified: false, hasBias: false)
    var layers: [any Layer] = [stem, BatchNormalisation("stem.norm", stem.output, rectified: true)]
    var shape = stem.output
    for (index, (channels, stride)) in [(32, 1), (64, 2), (64, 1), (128, 2), (128, 1), (256, 2), (256, 1)].enumerated() {
        let name = "block\(index + 1)"
        let depthwise = DepthwiseConvolution("\(name).depthwise", shape, stride: stride)
        let pointwise = Convolution("\(name).pointwise", depthwise.output, outputs: channels, kernel: 1, rectified: false, hasBias: false)
        layers += [depthwise, BatchNormalisation("\(name).norm1", depthwise.output, rectified: true),
                   pointwise, BatchNormalisation("\(name).norm2", pointwise.output, rectified: true)] as [any Layer]
        shape = pointwise.output
    }
    let pool = AveragePooling("pool", shape)
    return layers + [pool, Dropout("dropout", pool.output, rate: 0.2, number: 0),
                     Dense("dense", pool.output, outputs: classes, rectified: false)]
}
