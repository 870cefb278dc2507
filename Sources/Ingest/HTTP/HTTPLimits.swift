// How long a server is waited for, and how often it is asked again.

import Foundation

/// Every wait has an end.
public struct HTTPLimits: Sendable, Equatable {
    /// Seconds until a connection must stand.
    public var connect = 10.0
    /// Seconds after which an answer that came slower than `slowest` all the time is given up.
    public var stall = 20.0
    /// Bytes a second.
    public var slowest = 500
    /// Tries of one request in all.
    public var tries = 8
    /// Tries of a request that timed out: each one has taken long already.
    public var triesAfterStall = 2
    /// Seconds to wait before the second try; doubled for each further one.
    public var firstDelay = 0.1
    /// Seconds to wait at most, unless the server says how long.
    public var longestDelay = 8.0
    /// Where a server asks for a longer wait than this by Retry-After, the request fails.
    public var longestRetryAfter = 90.0

    public init() {}

    /// `RARITY_NETWORK_TIMEOUT` sets the seconds that a silent server is waited for.
    public static var standard: HTTPLimits {
        var limits = HTTPLimits()
        if let text = ProcessInfo.processInfo.environment["RARITY_NETWORK_TIMEOUT"], let seconds = Double(text), (1...3_600).contains(seconds) {
            limits.stall = seconds
            limits.connect = min(limits.connect, seconds)
        }
        return limits
    }

    /// Seconds to wait before try number `attempt`, which counts from 2. Half of it is chance, so that many clients
    /// that failed together do not come back together.
    func delay(before attempt: Int, random: Double = .random(in: 0..<1)) -> Double {
        let full = min(longestDelay, firstDelay * pow(2, Double(attempt - 2)))
        return full * (0.5 + 0.5 * random)
    }
}
