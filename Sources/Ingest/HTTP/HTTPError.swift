// No answer at all, or none that can be used: in words for the person who has to mend it.

import Frames

/// Why a request got no answer.
public struct HTTPError: Error, Equatable, Sendable, CustomStringConvertible {
    public enum Kind: Equatable, Sendable {
        case badURL
        /// No such host, or no network.
        case unresolved
        /// The host refused, or did not take, the connection.
        case unreachable
        case certificate
        /// Silent or too slow for too long.
        case timedOut
        /// Redirected too often, or from https to http.
        case redirect
        case tooLarge
        /// The connection broke before the answer was whole.
        case cutShort
        case cancelled
        case other
    }

    public let kind: Kind
    /// Without user, query and fragment, which may hold secrets; printable.
    public let url: String
    public let reason: String

    public init(_ kind: Kind, url: String, _ reason: String) {
        self.kind = kind
        self.url = Self.shown(url)
        self.reason = reason.printable(limit: 300)
    }

    public var description: String { "\(url): \(reason)" }

    /// Whether another try may go better.
    public var mayPass: Bool {
        switch kind {
        case .unreachable, .timedOut, .cutShort, .unresolved: true
        case .badURL, .certificate, .redirect, .tooLarge, .cancelled, .other: false
        }
    }

    /// An address as it may be shown.
    public static func shown(_ url: String) -> String {
        var text = String(url.prefix { $0 != "?" && $0 != "#" })
        if let scheme = text.range(of: "://") {
            let rest = text[scheme.upperBound...]
            let host = rest.prefix { $0 != "/" }
            if let at = host.lastIndex(of: "@") { text = text[..<scheme.upperBound] + String(rest[rest.index(after: at)...]) }
        }
        return text.printable(limit: 300)
    }
}
