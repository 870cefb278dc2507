// What the rest of this folder needs of HTTP: a request, its answer, and somebody who carries it.

import Foundation
import Frames

struct GoogleRequest: Equatable, Sendable {
    enum Method: String, Sendable { case get = "GET", post = "POST" }

    var method = Method.get
    var url: String
    /// `nil`: none. It goes to the host of `url` and to no other.
    var bearer: String?
    var contentType: String?
    var body: [UInt8] = []
    /// Share links lead through other hosts; API and token endpoint never do.
    var followsRedirects = false
}

struct GoogleAnswer: Equatable, Sendable {
    var status: Int
    /// Names in lower case.
    var headers: [String: String] = [:]
    var body: [UInt8] = []
    /// After redirects.
    var url: String

    /// What kind of text it is, in lower case and without parameters.
    var kind: String { (headers["content-type"] ?? "").prefix { $0 != ";" }.trimmed.lowercased() }

    /// - Returns: `nil` where the body is no JSON object.
    var object: [String: Any]? { try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] }
}

/// Carries a request, with time-outs, retries and Retry-After; an answer with any status is an answer.
/// - Throws: `GoogleError` of kind `.network` or `.cancelled`.
typealias GoogleCarrier = @Sendable (GoogleRequest) throws(GoogleError) -> GoogleAnswer

enum GoogleQuery {
    /// A path or query component with everything encoded that could end it.
    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    /// `a=1&b=2`, for a query and for a form.
    static func text(_ items: [(String, String)]) -> String {
        items.map { "\(encoded($0.0))=\(encoded($0.1))" }.joined(separator: "&")
    }

    private static let unreserved = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
