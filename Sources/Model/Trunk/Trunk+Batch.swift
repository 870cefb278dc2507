// Many pictures: each thread takes the next one, so there is no barrier inside the network.

import Frames
import Synchronization

extension Trunk {
    /// Embeds pictures of any size (resized by area where needed), in order.
    /// - Parameter threads: how many work at once, at least 1; none is the caller's own.
    public func embed(_ images: [RGBImage], threads: Int) -> [[Float]] {
        let count = images.count * Self.embeddingSize
        let all = [Float](unsafeUninitializedCapacity: count) { buffer, used in
            used = count
            guard let base = buffer.baseAddress else { return }
            let rows = DisjointRows(base: base)
            let next = NextIndex()
            Workers(min(threads, images.count), name: "embed") { [self] _ in
                let workspace = makeWorkspace()
                while let index = next.take(below: images.count) {
                    embed(images[index], into: rows.base + index * Self.embeddingSize, workspace)
                }
            }.wait()
        }
        return images.indices.map { Array(all[$0 * Self.embeddingSize..<($0 + 1) * Self.embeddingSize]) }
    }

    /// Embeds one picture of any size; see `embed(_:into:_:)` for the rest.
    public func embed(_ image: RGBImage, into out: UnsafeMutablePointer<Float>, _ workspace: Workspace) {
        let fitting = image.resized(width: name.input.width, height: name.input.height)
        fitting.pixels.withUnsafeBufferPointer { pixels in
            guard let base = pixels.baseAddress else { return }
            embed(base, into: out, workspace)
        }
    }
}

/// Each thread writes rows of its own, which the compiler cannot see.
private struct DisjointRows: @unchecked Sendable {
    let base: UnsafeMutablePointer<Float>
}

/// Hands out the numbers from 0 to whichever thread asks first.
final class NextIndex: Sendable {
    private let next = Atomic(0)

    func take(below limit: Int) -> Int? {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        return index < limit ? index : nil
    }
}
