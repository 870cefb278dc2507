// What a byte means where, and how weights are rounded: the constants of the int8 trunk. Change one, and the
// calibration has to be made anew, and its embeddings are others: then the trunk needs another name (`version`).

enum Int8Scheme {
    /// Part of the trunk's name. 2: a range a channel, and means corrected.
    static let version = 2

    /// A level of what follows a ReLU6: 255 is 6, with nothing to clip.
    static let reluStep: Float = 6 / 255
    /// The stem reads the picture's own bytes: (level - 127) / 128.
    static let pictureStep: Float = 1 / 128, pictureZero = 127
    /// Bottlenecks have signs: (level - 128) * range / 127, where each channel has a range of its own (`Int8Calibration`). A
    /// value beyond is clipped for the next product, not for the residual.
    static let bottleneckZero = 128, bottleneckEnd: Float = 127

    /// How alike the inputs of a row of weights are taken to be: an error of rounding moves the later weights of
    /// the row by its share. Found by the error of embeddings; without it that is twice as large.
    static let stemLikeness: Float = 10, depthwiseLikeness: Float = 10, projectLikeness: Float = 0.3
}
