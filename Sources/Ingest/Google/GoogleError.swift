// What can go wrong with Google, in words for the person who has to mend it. Secrets never come near these texts:
// they are made from addresses, status codes and what Google says of them.

import Frames

/// One line: where, what, what to do.
public struct GoogleError: Error, Equatable, Sendable, CustomStringConvertible {
    public enum Kind: Equatable, Sendable {
        /// The credentials file cannot be used, or Google does not accept it.
        case credentials
        /// An address in the settings.
        case settings
        /// The credentials are good and may not do this.
        case denied
        /// No such spreadsheet, or no such tab.
        case notFound
        /// Too many requests, after all retries.
        case quota
        /// A page came where a sheet should.
        case page
        /// No answer: name, connection, certificate, time-out, redirects without an end.
        case network
        case cancelled
        /// Any other answer.
        case other
    }

    public let kind: Kind
    public let description: String

    init(_ kind: Kind, _ text: String) {
        self.kind = kind
        description = text.printable(limit: 900)
    }

    init(_ kind: Kind, place: String, _ reason: String) { self.init(kind, "\(place.printable(limit: 300)): \(reason)") }
}
