// Amazon's Signature Version 4, our own: libcurl's cannot be given a clock, and neither sorts nor encodes.
// Source: "Authenticating Requests (AWS Signature Version 4)", Amazon S3 API Reference; tested with its published vectors.

import Frames
import Synchronization

/// Who asks.
public struct AWSCredentials: Equatable, Sendable {
    public var accessKey: String
    public var secretKey: String
    /// Of credentials that end.
    public var sessionToken: String?

    public init(accessKey: String, secretKey: String, sessionToken: String? = nil) {
        self.accessKey = accessKey
        self.secretKey = secretKey
        self.sessionToken = sessionToken
    }
}

/// Signs requests for one service in one region.
struct SigV4 {
    let credentials: AWSCredentials
    let region: String
    var service = "s3"

    /// What is signed: all of it must be sent exactly like this.
    struct Subject {
        let method: String
        /// Encoded once; not cleaned up, since keys may hold `//` and `..`.
        let path: String
        let query: [(name: String, value: String)]
        /// In canonical form: in the order of their names, which are in lower case and each there once.
        let headers: [HTTPHeader]
        /// Of the body, in hexadecimal, or `UNSIGNED-PAYLOAD`.
        let payloadHash: String
        /// The names of `headers`.
        let signedHeaders: String

        /// - Parameter headers: all that are signed, `host` and every `x-amz-…` among them.
        init(method: String, path: String, query: [(name: String, value: String)] = [], headers: [HTTPHeader], payloadHash: String) {
            self.method = method
            self.path = path
            self.query = query
            self.headers = SigV4.canonical(headers)
            self.payloadHash = payloadHash
            signedHeaders = self.headers.map(\.name).joined(separator: ";")
        }
    }

    /// The `Authorization` header. - Parameter time: seconds since 1970; `x-amz-date` must say the same.
    func authorization(_ subject: Subject, time: Double) -> String {
        let day = day(time)
        let signature = Digest.hex(Digest.hmac(day.key, stringToSign(subject, time: time)))
        return "AWS4-HMAC-SHA256 Credential=\(credentials.accessKey)/\(day.scope), SignedHeaders=\(subject.signedHeaders), Signature=\(signature)"
    }

    func stringToSign(_ subject: Subject, time: Double) -> String {
        let hash = Digest.hex(Digest.sha256(Self.canonicalRequest(subject)))
        return ["AWS4-HMAC-SHA256", HTTPDate.compact(time), day(time).scope, hash].joined(separator: "\n")
    }

    static func canonicalRequest(_ subject: Subject) -> String {
        var text = ""
        text.reserveCapacity(768)
        for line in [subject.method, subject.path, queryText(subject.query)] {
            text += line
            text += "\n"
        }
        for header in subject.headers {
            text += header.name
            text += ":"
            text += header.value
            text += "\n"
        }
        text += "\n"
        text += subject.signedHeaders
        text += "\n"
        text += subject.payloadHash
        return text
    }

    /// Encoded and sorted, as it is signed and sent. A flag is `delete=`.
    static func queryText(_ query: [(name: String, value: String)]) -> String {
        guard !query.isEmpty else { return "" }
        return query.map { (URIEncoding.encode($0.name), URIEncoding.encode($0.value)) }
            .sorted { $0.0 == $1.0 ? less($0.1, $1.1) : less($0.0, $1.0) }
            .map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }

    private static func less(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

    /// Sorted by insertion: they are few, and values of one name must stay in their order.
    private static func canonical(_ headers: [HTTPHeader]) -> [HTTPHeader] {
        var sorted: [HTTPHeader] = []
        sorted.reserveCapacity(headers.count)
        for header in headers {
            let name = header.name.lowercased()
            let value = header.value.utf8.contains(UInt8(ascii: " ")) ? header.value.split(separator: " ").joined(separator: " ") : header.value
            let place = sorted.firstIndex { !less($0.name, name) } ?? sorted.count
            if place < sorted.count, sorted[place].name == name {
                sorted[place].value += "," + value
            } else {
                sorted.insert(HTTPHeader(name, value), at: place)
            }
        }
        return sorted
    }

    /// What is the same for all requests of a day.
    private struct Day {
        let secret, region, service: String
        /// Since 1970.
        let number: Int
        let scope: String
        let key: [UInt8]
    }

    /// The last one is kept.
    private func day(_ time: Double) -> Day {
        let number = HTTPDate.day(time)
        return Self.lastDay.withLock { last in
            if let last, last.number == number, last.secret == credentials.secretKey, last.region == region, last.service == service { return last }
            let parts = [String(HTTPDate.compact(time).prefix(8)), region, service, "aws4_request"]
            let key = parts.reduce(Array("AWS4\(credentials.secretKey)".utf8)) { Digest.hmac($0, $1) }
            let day = Day(secret: credentials.secretKey, region: region, service: service, number: number, scope: parts.joined(separator: "/"), key: key)
            last = day
            return day
        }
    }

    private static let lastDay = Mutex<Day?>(nil)
}
