// An answer of a server, as a value. An answer of any status is a response; only no answer is an error.

import Frames

/// What a server answered.
public struct HTTPResponse: Sendable {
    public var status: Int
    /// In the order they came; of the last answer, where redirects were followed.
    public var headers: [HTTPHeader]
    public var body: [UInt8]
    /// Where the answer came from, after redirects.
    public var url: String

    public init(status: Int, headers: [HTTPHeader] = [], body: [UInt8] = [], url: String = "") {
        self.status = status
        self.headers = headers
        self.body = body
        self.url = url
    }

    public var isSuccess: Bool { (200..<300).contains(status) }

    /// The first header of this name, without regard to case.
    public subscript(name: String) -> String? {
        headers.first { $0.isNamed(name) }?.value
    }

    /// The body as text, where it is UTF-8 more or less.
    public var text: String { String(decoding: body, as: UTF8.self) }

    /// `Retry-After` in seconds; a date counts from the server's own `Date`.
    public var retryAfter: Double? {
        guard let text = self["retry-after"]?.trimmed else { return nil }
        if let seconds = Double(text) { return seconds.isFinite ? max(0, seconds) : nil }
        guard let then = HTTPDate.seconds(text), let now = self["date"].flatMap(HTTPDate.seconds) else { return nil }
        return max(0, then - now)
    }
}
