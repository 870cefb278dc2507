// Half precision is how weights and embeddings are stored, never how they are computed with.

/// IEEE 754 binary16, little-endian, to and from `Float`; rounds to the nearest, ties to even.
public enum HalfPrecision {
    /// - Parameter bytes: two a number; an odd last byte is ignored.
    public static func floats(_ bytes: [UInt8]) -> [Float] {
        let count = bytes.count / 2
        return [Float](unsafeUninitializedCapacity: count) { buffer, used in
            bytes.withUnsafeBytes { source in
                for i in 0..<count { buffer[i] = Float(source.loadUnaligned(fromByteOffset: 2 * i, as: Float16.self)) }
            }
            used = count
        }
    }

    /// Two bytes a number; what is too large becomes infinite.
    public static func bytes(_ floats: [Float]) -> [UInt8] {
        floats.map { Float16($0) }.withUnsafeBytes(Array.init)
    }
}
