// What the trunk's arithmetics have in common: weights that threads share, and passes with memory of their own.

/// The weights and plans for one input size.
protocol TrunkNetwork: Sendable {
    func makePass() -> any ForwardPass
}

/// A network with the memory for one picture at a time; nothing is allocated after it was made.
protocol ForwardPass: AnyObject {
    /// - Parameters: as `Trunk.embed`.
    func embed(_ pixels: UnsafePointer<UInt8>, into out: UnsafeMutablePointer<Float>)

    /// The last map instead of its mean: places x `Trunk.embeddingSize`.
    func lastMap(_ pixels: UnsafePointer<UInt8>, into out: UnsafeMutablePointer<Float>)
}
