// The trunk as a graph: pictures in, embeddings out, in float32.

extension OnnxGraph {
    /// Adds the trunk for pictures of one size.
    /// - Parameters:
    ///   - input: name of the pictures, n x height x width x 3 bytes.
    ///   - weights: as they lie in the program: convolutions (output, input, height, width).
    /// - Returns: the name of the embeddings, n x 1280.
    mutating func addTrunk(_ size: TrunkInput, _ weights: SafeTensors, from input: String) throws(ModelError) -> String {
        let least = set("zero", floats: [0], shape: []), most = set("six", floats: [6], shape: [])
        let clip = [least, most]
        let middle = set("input.middle", floats: [127], shape: []), scale = set("input.scale", floats: [128], shape: [])
        var x = add("Cast", [input], to: "input.float", [("to", .integer(Element.float.rawValue))])
        x = add("Transpose", [x], to: "input.planes", [("perm", .integers([0, 3, 1, 2]))])
        x = add("Sub", [x, middle], to: "input.centred")
        x = add("Div", [x, scale], to: "input.normalised")
        x = try convolution("stem", weights, x, clip: clip, kernel: 3, stride: 2, height: size.height, width: size.width, shape: [32, 3, 3, 3])
        for (index, plan) in BlockPlan.all(size).enumerated() {
            let shape = plan.shape, name = "block\(index)", before = x
            if index > 0 {
                x = try convolution("\(name).expand", weights, x, clip: clip, shape: [shape.wide, shape.input, 1, 1])
            }
            x = try convolution("\(name).depthwise", weights, x, clip: clip, kernel: shape.kernel, stride: shape.stride,
                                height: plan.height, width: plan.width, groups: shape.wide, shape: [shape.wide, 1, shape.kernel, shape.kernel])
            x = try convolution("\(name).project", weights, x, clip: nil, shape: [shape.output, shape.wide, 1, 1])
            if shape.hasResidual { x = add("Add", [x, before], to: "\(name).sum") }
        }
        x = try convolution("head", weights, x, clip: clip, shape: [Trunk.embeddingSize, BlockShape.headInput, 1, 1])
        x = add("GlobalAveragePool", [x], to: "pooled")
        return add("Flatten", [x], to: "embedding", [("axis", .integer(1))])
    }

    /// A convolution padded as TensorFlow pads ("SAME"), with ReLU6 where `clip` names its bounds.
    private mutating func convolution(
        _ name: String, _ weights: SafeTensors, _ x: String, clip: [String]?, kernel: Int = 1, stride: Int = 1,
        height: Int = 1, width: Int = 1, groups: Int = 1, shape: [Int]
    ) throws(ModelError) -> String {
        let weight = set("trunk.\(name).weight", floats: try weights.floats("\(name).weight", shape: shape), shape: shape)
        let bias = set("trunk.\(name).bias", floats: try weights.floats("\(name).bias", shape: [shape[0]]), shape: [shape[0]])
        let down = SamePadding(length: height, kernel: kernel, stride: stride)
        let across = SamePadding(length: width, kernel: kernel, stride: stride)
        let pads = [down.before, across.before, down.total - down.before, across.total - across.before]
        let sum = add("Conv", [x, weight, bias], to: clip == nil ? "\(name).out" : "\(name).sums", [
            ("group", .integer(groups)), ("kernel_shape", .integers([kernel, kernel])),
            ("pads", .integers(kernel == 1 ? [0, 0, 0, 0] : pads)), ("strides", .integers([stride, stride])),
        ])
        return clip.map { add("Clip", [sum] + $0, to: "\(name).out") } ?? sum
    }
}
