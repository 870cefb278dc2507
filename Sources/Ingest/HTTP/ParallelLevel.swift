// How many requests at once: no setting can know it, since it depends on the server, the way there and what else they do.
// So it is found: from 8, more while the rate grows, half as many when the server says that it is too much.

/// The number of requests that may be under way, led by what comes back. Times are seconds from any start.
public struct ParallelLevel: Sendable {
    public private(set) var limit: Int
    private let most: Int
    /// Where the current measurement began, and how many requests ended since.
    private var since: Double?
    private var count = 0
    /// Rate and limit before the last growth.
    private var before: (rate: Double, limit: Int)?
    /// Measurements to sit out before growing is tried again, and how many the next time.
    private var rest = 0, nextRest = 4
    /// A refusal counts once for all requests that were under way with it.
    private var lastHalved = -1.0

    /// A measurement takes at least so long.
    private static let window = 0.2
    /// A growth that brought less than this is taken back.
    private static let worthwhile = 1.08

    public init(from start: Int = 8, most: Int = 256) {
        limit = max(1, min(start, most))
        self.most = max(1, most)
    }

    /// One at a time.
    public static let single = ParallelLevel(from: 1, most: 1)

    /// A request has ended with an answer.
    public mutating func finished(at time: Double) {
        guard most > 1 else { return }
        guard let since else {
            self.since = time
            return
        }
        count += 1
        // Each of those under way should have ended twice, so that the rate is not that of a few.
        guard time - since >= Self.window, count >= 2 * limit else { return }
        measured(Double(count) / (time - since))
        self.since = time
        count = 0
    }

    /// The server said that it is too much.
    public mutating func slowDown(at time: Double) {
        guard time - lastHalved >= 0.5 else { return }
        lastHalved = time
        limit = max(1, limit / 2)
        before = nil
        since = nil
        count = 0
        rest = nextRest
        nextRest = min(64, nextRest * 2)
    }

    private mutating func measured(_ rate: Double) {
        if let before {
            self.before = nil
            if rate < before.rate * Self.worthwhile {
                limit = before.limit
                rest = nextRest
                nextRest = min(64, nextRest * 2)
                return
            }
            nextRest = 4
        }
        guard rest == 0 else {
            rest -= 1
            return
        }
        guard limit < most else { return }
        before = (rate, limit)
        limit = min(most, max(limit + 1, limit * 3 / 2))
    }
}
