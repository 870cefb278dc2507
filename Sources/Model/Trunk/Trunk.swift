// The pretrained network that turns a picture into an embedding: what every class decision is made from.
// Its two arithmetics: Float32/ and Int8/. Many pictures: Trunk+Batch.swift.

/// EfficientNet-Lite0 without its classifier. Threads may share one; each needs a `Workspace` of its own.
///
/// Source: ImageNet weights of Google's TPU EfficientNet-Lite, see NOTICE. In float32 equal to onnxruntime with the
/// same weights to 1e-4 of the largest value. Cost: 0.46 GMAC at 180x320, about 9 ms of one Zen 4 core in
/// float32, 3 ms in int8.
public final class Trunk: Sendable {
    /// Numbers in an embedding.
    public static let embeddingSize = 1280

    public let name: TrunkName
    private let network: any TrunkNetwork

    /// The trunk of a name, with the weights that lie in the program.
    public convenience init(_ name: TrunkName) throws(ModelError) {
        switch name.precision {
        case .float32: self.init(name, try FloatNetwork(input: name.input))
        case .int8: self.init(name, try int8Network(input: name.input))
        }
    }

    public convenience init(input: TrunkInput, precision: TrunkPrecision = .float32) throws(ModelError) {
        try self.init(TrunkName(input: input, precision: precision))
    }

    init(_ name: TrunkName, _ network: any TrunkNetwork) {
        self.name = name
        self.network = network
    }

    /// The memory of one thread's forward pass: about 1 MB to 4 MB, by input size.
    public final class Workspace {
        fileprivate let pass: any ForwardPass
        fileprivate init(_ pass: any ForwardPass) { self.pass = pass }
    }

    /// Memory for one thread.
    public func makeWorkspace() -> Workspace { Workspace(network.makePass()) }

    /// Embeds one picture. No memory is allocated.
    /// - Parameters:
    ///   - pixels: height * width * 3 bytes, rows from the top, red, green and blue of each pixel.
    ///   - out: room for `embeddingSize` floats: the mean over the last map of each channel, 0 to 6.
    ///   - workspace: from this trunk, used by no other thread meanwhile.
    public func embed(_ pixels: UnsafePointer<UInt8>, into out: UnsafeMutablePointer<Float>, _ workspace: Workspace) {
        workspace.pass.embed(pixels, into: out)
    }

    /// The last map, of which the embedding is the mean over all places: what the network saw, and where.
    /// - Parameters: as `embed`.
    /// - Returns: `mapHeight * mapWidth` rows from the top left, `embeddingSize` columns, 0 to 6.
    public func featureMap(_ pixels: UnsafePointer<UInt8>, _ workspace: Workspace) -> Matrix {
        let places = mapHeight * mapWidth, count = places * Self.embeddingSize
        return Matrix(rows: places, columns: Self.embeddingSize, values: [Float](unsafeUninitializedCapacity: count) {
            if let out = $0.baseAddress { workspace.pass.lastMap(pixels, into: out) }
            $1 = count
        })
    }

    /// Places of the last map: 6 x 10 at 180x320, 5 x 8 at 144x256.
    public var mapHeight: Int { (name.input.height + 31) / 32 }
    public var mapWidth: Int { (name.input.width + 31) / 32 }
}
