// A key's answer is a few milliseconds of work for several threads, and a job beside it needs as many cores as it gets. Priorities
// alone leave it a share of them.

import Foundation
import Synchronization

/// Where jobs wait between two pieces of work while a key is being answered. Times are of the system's uptime, in nanoseconds.
final class AnswerGate: Sendable {
    /// An answer that takes longer than this, as a picture from the network does, stops no job any longer.
    static let longest: UInt64 = 60_000_000

    private let closedUntil = Atomic<UInt64>(0)

    /// A key has come.
    func close(at now: UInt64 = AnswerGate.uptime) { closedUntil.store(now + Self.longest, ordering: .relaxed) }

    /// It is answered.
    func open() { closedUntil.store(0, ordering: .relaxed) }

    func isClosed(at now: UInt64 = AnswerGate.uptime) -> Bool { now < closedUntil.load(ordering: .relaxed) }

    /// Returns when no answer is being made, and in any case after `longest`: a job goes on, if slowly, however fast keys come.
    func pass() {
        let latest = Self.uptime + Self.longest
        while isClosed(), Self.uptime < latest { usleep(1_000) }
    }

    static var uptime: UInt64 { DispatchTime.now().uptimeNanoseconds }
}
