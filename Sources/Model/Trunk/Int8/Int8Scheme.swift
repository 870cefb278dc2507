// What a byte means where, and how weights are rounded: the constants of the int8 trunk. Change one, and its
// embeddings are others: then the trunk needs another name.

enum Int8Scheme {
    /// A level of what follows a ReLU6: 255 is 6, with nothing to clip.
    static let reluStep: Float = 6 / 255
    /// The stem reads the picture's own bytes: (level - 127) / 128.
    static let pictureStep: Float = 1 / 128, pictureZero = 127
    /// Bottlenecks have signs: (level - 128) * range / 127.
    static let bottleneckZero = 128

    /// What a block's output spans, ± in its own unit; a value beyond is clipped for the next product, not for the
    /// residual. The largest on the demo film, rounded up:
    /// `Benchmarks/trunk_ranges.py episodes/demo/S01E0*` prints them.
    static let ranges: [Float] = [72, 69, 84, 57, 70, 44, 45, 53, 48, 51, 51, 42, 44, 51, 62, 21]

    /// The step of a block's output as bytes.
    static func step(ofBlock index: Int) -> Float { ranges[index] / 127 }

    /// How alike the inputs of a row of weights are taken to be: an error of rounding moves the later weights of
    /// the row by its share. Found by the error of embeddings; without it that is twice as large.
    static let stemLikeness: Float = 10, depthwiseLikeness: Float = 10, projectLikeness: Float = 0.3
}
