// Memory for the kernels: they load weights at addresses that are multiples of 64 bytes.

#if canImport(Glibc)
import Glibc
#endif

/// A block of numbers at a multiple of 64 bytes, zero at first; freed with its last reference.
final class Aligned<Number: BitwiseCopyable> {
    let pointer: UnsafeMutablePointer<Number>
    let count: Int

    /// - Parameter slack: bytes behind the last number that may be read as well.
    init(count: Int, slack: Int = 0) {
        self.count = count
        let size = max(count, 1) * MemoryLayout<Number>.stride + slack
        // The 69 million weights of a network fill 135 large pages instead of 67,000 small ones.
        let isLarge = size >= 8 << 20
        let bytes = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: isLarge ? 2 << 20 : 64)
        if isLarge { madvise(bytes, size, MADV_HUGEPAGE) }
        bytes.initializeMemory(as: UInt8.self, repeating: 0, count: size)
        pointer = bytes.assumingMemoryBound(to: Number.self)
    }

    convenience init(_ values: [Number]) {
        self.init(count: values.count)
        for (i, value) in values.enumerated() { pointer[i] = value }
    }

    deinit { UnsafeMutableRawPointer(pointer).deallocate() }
}
