// What a network is made of. Most layers treat pictures one by one, so a thread takes a picture through many
// layers while it is in the cache; dense layers and batch normalisation need the whole batch at once.

/// Which picture is worked on, and where.
struct Place {
    /// In the batch.
    let picture: Int
    /// Of `Team.lanes`: sums of gradients are kept by lane.
    let lane: Int
    /// Scratch memory is kept by thread.
    let thread: Int
    /// `false`: dropout does nothing, batch normalisation uses its running means.
    var isTraining = false
    /// Names the step; random numbers are drawn from it.
    var key: UInt64 = 0
}

/// A step from one activation to the next.
protocol Layer: AnyObject {
    var name: String { get }
    /// Of one picture.
    var input: MapShape { get }
    var output: MapShape { get }
    /// What training changes.
    var parameters: [Parameter] { get }
    /// What is kept beside them, such as running means.
    var statistics: [Parameter] { get }
    /// Writes its output over its input: `x` and `y`, and `dy` and `dx`, are then the same memory.
    var isInPlace: Bool { get }
    /// Called before each pass: brings what is derived from the weights in step with them.
    func prepare(isTraining: Bool)
    /// Called before training on batches of up to so many pictures, each time there may be more of them.
    func reserve(pictures: Int)
}

extension Layer {
    var parameters: [Parameter] { [] }
    var statistics: [Parameter] { [] }
    var isInPlace: Bool { false }
    func prepare(isTraining: Bool) {}
    func reserve(pictures: Int) {}
}

/// A layer that can be applied to one picture alone, once it is trained.
protocol PictureInference: Layer {
    /// y from x, of one picture.
    func forward(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ place: Place)
}

/// A layer whose output for a picture depends on that picture alone, in training too.
protocol PictureLayer: PictureInference {
    /// The gradients of one picture: adds to those of the parameters, and writes `dx` where it is wanted.
    /// `dy` may be overwritten.
    func backward(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ dy: UnsafeMutablePointer<Float>,
                  _ dx: UnsafeMutablePointer<Float>?, _ place: Place)

    /// Called after the last picture's `backward`: adds up what the lanes hold, into the parameters' gradients.
    func gatherGradients()
}

extension PictureLayer {
    func gatherGradients() {}
}

/// A layer that ReLU comes before or after: the gradient is masked where it is written, while it is in registers,
/// instead of where it is read.
protocol MaskingLayer: PictureLayer {
    /// The input is the output of a ReLU: `dx` becomes 0 where it is 0. Set by the network.
    var masksInput: Bool { get set }
}

/// A layer that needs all pictures of a batch at once.
protocol BatchLayer: Layer {
    func forward(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ batch: Batch)

    /// As `PictureLayer.backward`. With an optimiser the layer may change its parameters at once instead of
    /// keeping their gradients.
    /// - Returns: the parameters that were changed.
    func backward(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ dy: UnsafeMutablePointer<Float>,
                  _ dx: UnsafeMutablePointer<Float>?, _ batch: Batch, _ optimiser: Optimiser?) -> [Parameter]
}

/// A whole batch and who works on it.
struct Batch {
    let pictures: Int
    let team: Team
    let isTraining: Bool
}
