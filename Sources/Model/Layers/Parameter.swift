// The numbers of a network that are kept in files.

/// Numbers with a name and a shape.
final class Parameter {
    /// In weights files: `conv1.weight`.
    let name: String
    let shape: [Int]
    let values: AlignedFloats
    /// What the last step found; memory is taken at the first use.
    private(set) lazy var gradient = AlignedFloats(count: count)

    init(_ name: String, _ shape: [Int]) {
        self.name = name
        self.shape = shape
        values = AlignedFloats(count: shape.reduce(1, *))
    }

    var count: Int { values.count }

    /// Uniform between -limit and limit, the same for one seed everywhere.
    func fill(limit: Float, _ random: inout RandomStream) {
        for i in 0..<count { values.pointer[i] = limit * (2 * random.unit() - 1) }
    }

    func fill(_ value: Float) { values.pointer.update(repeating: value, count: count) }
}

/// Sums kept by lane, so that threads do not meet and the order of adding up is fixed.
final class LaneSums {
    private let values: AlignedFloats
    private let count: Int
    private let pitch: Int

    init(count: Int) {
        self.count = count
        pitch = (count + 15) / 16 * 16
        values = AlignedFloats(count: pitch * Team.lanes)
    }

    func lane(_ lane: Int) -> UnsafeMutablePointer<Float> { values.pointer + lane * pitch }

    /// Adds the lanes up into the first one, hands it over, and makes all of them zero.
    func take(_ body: (UnsafePointer<Float>) -> Void) {
        for lane in 1..<Team.lanes { addTo(self.lane(0), self.lane(lane), count) }
        body(values.pointer)
        values.pointer.update(repeating: 0, count: values.count)
    }

    /// The sum as a parameter's gradient.
    func take(into parameter: Parameter) {
        take { parameter.gradient.pointer.update(from: $0, count: count) }
    }
}
