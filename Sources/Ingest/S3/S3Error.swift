// What can go wrong with an object store, in words for the person who has to mend it.

import Frames

/// A request that failed for good: what, where, what to do.
public struct S3Error: Error, Equatable, Sendable, CustomStringConvertible {
    public enum Kind: Equatable, Sendable {
        /// No such object.
        case notFound
        case noBucket
        /// The credentials are known and may not do this.
        case denied
        /// No credentials, unknown or wrong ones, or a token that has ended.
        case credentials
        /// The clock of this machine and the server's differ.
        case clock
        /// `If-Match` or `If-None-Match` did not hold.
        case conditionFailed
        /// Too many requests, after all retries.
        case slowDown
        /// The bytes that came are not those that were stored.
        case damaged
        /// No answer: name, connection, certificate, time-out.
        case network
        /// The caller asked to stop.
        case cancelled
        /// Any other answer.
        case other
    }

    public let kind: Kind
    /// `s3://bucket/key`
    public let place: String
    /// What happened and what to do, one line, printable.
    public let reason: String

    public init(_ kind: Kind, _ place: String, _ reason: String) {
        self.kind = kind
        self.place = place.printable(limit: 400)
        self.reason = reason.printable(limit: 400)
    }

    /// Whether every further request would fail for the same reason, so that work should stop.
    public var stopsEverything: Bool {
        switch kind {
        case .noBucket, .credentials, .clock, .cancelled: true
        default: false
        }
    }

    public var description: String { "\(place): \(reason)" }
}
