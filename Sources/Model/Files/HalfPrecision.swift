// Half precision is how weights and embeddings are stored, never how they are computed with.

import CKernels

/// IEEE 754 binary16, little-endian, to and from `Float`; rounds to the nearest, ties to even.
public enum HalfPrecision {
    /// - Parameter bytes: two a number; an odd last byte is ignored.
    public static func floats(_ bytes: [UInt8]) -> [Float] {
        [Float](unsafeUninitializedCapacity: bytes.count / 2) { buffer, used in
            used = bytes.count / 2
            guard let out = buffer.baseAddress else { return }
            bytes.withUnsafeBytes { convert($0, into: out) }
        }
    }

    /// Two bytes a number; what is too large becomes infinite.
    public static func bytes(_ floats: [Float]) -> [UInt8] {
        floats.map { Float16($0) }.withUnsafeBytes(Array.init)
    }

    /// Halves to floats, into memory that has room for `bytes.count / 2`. 0.1 ns a number with F16C.
    public static func convert(_ bytes: UnsafeRawBufferPointer, into out: UnsafeMutablePointer<Float>) {
        guard rarity_has_avx2(), let base = bytes.baseAddress else { return convertPortably(bytes, into: out) }
        rarity_half_to_float(base.assumingMemoryBound(to: UInt16.self), bytes.count / 2, out)
    }

    static func convertPortably(_ bytes: UnsafeRawBufferPointer, into out: UnsafeMutablePointer<Float>) {
        for i in 0..<bytes.count / 2 { out[i] = Float(bytes.loadUnaligned(fromByteOffset: 2 * i, as: Float16.self)) }
    }
}
