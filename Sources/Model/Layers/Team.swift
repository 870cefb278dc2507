// Work shared out over threads so that its result is the same to the last bit however many there are: sums
// are kept by lane, a lane's pictures are always the same ones, and lanes are added up in order.

import Frames

/// Threads that work on one batch.
struct Team: Sendable {
    /// Into how many parts a batch falls.
    static let lanes = 8

    let threads: Int
    /// Asked between pictures; what is left is then skipped, and the caller has to ask too.
    let isCancelled: @Sendable () -> Bool

    init(threads: Int, isCancelled: @escaping @Sendable () -> Bool = { false }) {
        self.threads = max(1, min(threads, Self.lanes))
        self.isCancelled = isCancelled
    }

    /// Calls `body` with every number below `pieces` and the number of the thread it runs on, and waits for all.
    func run(_ pieces: Int, _ body: (_ piece: Int, _ thread: Int) -> Void) {
        if threads == 1 || pieces == 1 {
            for piece in 0..<pieces { body(piece, 0) }
            return
        }
        withoutActuallyEscaping(body) { body in
            let shared = SharedBody(body)
            defer { shared.call = nil }
            let next = NextIndex()
            Workers(min(threads, pieces), name: "train") { thread in
                while let piece = next.take(below: pieces) { shared.call?(piece, thread) }
            }.wait()
        }
    }

    /// Calls `body` for every picture of a batch, lane by lane.
    func run(pictures: Int, _ body: (Place) -> Void) {
        run(min(Self.lanes, pictures)) { lane, thread in
            for picture in stride(from: lane, to: pictures, by: Self.lanes) where !isCancelled() {
                body(Place(picture: picture, lane: lane, thread: thread))
            }
        }
    }

    /// The share of `count` things that is piece `piece` of `pieces`, on whole multiples of `step`.
    static func share(_ count: Int, piece: Int, of pieces: Int, step: Int = 1) -> Range<Int> {
        let steps = (count + step - 1) / step
        return min(count, steps * piece / pieces * step)..<min(count, steps * (piece + 1) / pieces * step)
    }
}

/// Threads are done with the body before the caller goes on, though they may end a moment later: it is taken out
/// of their reach then.
private final class SharedBody: @unchecked Sendable {
    var call: ((Int, Int) -> Void)?

    init(_ call: @escaping (Int, Int) -> Void) { self.call = call }
}
