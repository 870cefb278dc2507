// The memory of training steps, taken once: activations of the whole batch are kept for the way back, gradients
// only between stages; inside a stage they live in a thread's scratch memory.

/// Activations and gradients for batches of up to `pictures`.
final class NetworkMemory {
    let pictures: Int
    /// A row a picture.
    let input: AlignedFloats
    /// What each layer gives; layers in place share that of the one before.
    private let outputs: [AlignedFloats]
    private let gradients: [AlignedFloats]
    /// Two for each thread, used by turns.
    private let scratch: [[AlignedFloats]]

    init(_ network: Network, pictures: Int) {
        self.pictures = pictures
        let input = AlignedFloats(count: pictures * network.input.count)
        var outputs: [AlignedFloats] = []
        for layer in network.layers {
            outputs.append(layer.isInPlace ? outputs.last ?? input : AlignedFloats(count: pictures * layer.output.count))
        }
        self.input = input
        self.outputs = outputs
        gradients = network.stages.map { AlignedFloats(count: pictures * network.layers[$0.upperBound - 1].output.count) }
        let inside = network.stages.flatMap { $0.dropFirst() }.map { network.layers[$0].input.count }.max() ?? 0
        scratch = (0..<Team.lanes).map { _ in (0..<2).map { _ in AlignedFloats(count: inside) } }
    }

    func before(_ layer: Int) -> UnsafePointer<Float> { UnsafePointer(layer == 0 ? input.pointer : outputs[layer - 1].pointer) }
    func after(_ layer: Int) -> UnsafeMutablePointer<Float> { outputs[layer].pointer }
    func gradient(after stage: Int) -> UnsafeMutablePointer<Float> { gradients[stage].pointer }
    /// A thread's scratch memory, the one of the two that is not in use.
    func scratch(_ thread: Int, besides used: UnsafeMutablePointer<Float>) -> UnsafeMutablePointer<Float> {
        let two = scratch[thread]
        return two[0].pointer == used ? two[1].pointer : two[0].pointer
    }
}
