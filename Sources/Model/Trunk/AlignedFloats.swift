// Memory for the kernels: they load weights at addresses that are multiples of 32 bytes.

#if canImport(Glibc)
import Glibc
#endif

/// A block of floats at a multiple of 64 bytes, zero at first; freed with its last reference.
final class AlignedFloats {
    let pointer: UnsafeMutablePointer<Float>
    let count: Int

    init(count: Int) {
        self.count = count
        let size = max(count, 1) * MemoryLayout<Float>.stride
        // The 69 million weights of a network fill 135 large pages instead of 67,000 small ones.
        let isLarge = size >= 8 << 20
        let bytes = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: isLarge ? 2 << 20 : 64)
        if isLarge { madvise(bytes, size, MADV_HUGEPAGE) }
        pointer = bytes.bindMemory(to: Float.self, capacity: max(count, 1))
        pointer.initialize(repeating: 0, count: max(count, 1))
    }

    convenience init(_ values: [Float]) {
        self.init(count: values.count)
        for (i, value) in values.enumerated() { pointer[i] = value }
    }

    deinit { UnsafeMutableRawPointer(pointer).deallocate() }
}
