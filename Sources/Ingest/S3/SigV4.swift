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
        var method: String
        /// Encoded once; not cleaned up, since keys may hold `//` and `..`.
        var path: String
        var query: [(name: String, value: String)] = []
        /// All headers that are signed, `host` and every `x-amz-…` among them.
        var headers: [HTTPHeader]
        /// Of the body, in hexadecimal, or `UNSIGNED-PAYLOAD`.
        var payloadHash: String
    }

    /// The `Authorization` header. - Parameter time: seconds since 1970; `x-amz-date` must say the same.
    func authorization(_ subject: Subject, time: Double) -> String {
        let scope = scope(time)
        let signature = Digest.hex(Digest.hmac(key(time), stringToSign(subject, time: time)))
        return "AWS4-HMAC-SHA256 Credential=\(credentials.accessKey)/\(scope), SignedHeaders=\(Self.headers(subject).names), Signature=\(signature)"
    }

    func stringToSign(_ subject: Subject, time: Double) -> String {
        let hash = Digest.hex(Digest.sha256(Array(Self.canonicalRequest(subject).utf8)))
        return "AWS4-HMAC-SHA256\n\(HTTPDate.compact(time))\n\(scope(time))\n\(hash)"
    }

    static func canonicalRequest(_ subject: Subject) -> String {
        let headers = headers(subject)
        return "\(subject.method)\n\(subject.path)\n\(queryText(subject.query))\n\(headers.lines)\n\(headers.names)\n\(subject.payloadHash)"
    }

    /// Encoded and sorted, as it is signed and sent. A flag is `delete=`.
    static func queryText(_ query: [(name: String, value: String)]) -> String {
        query.map { (URIEncoding.encode($0.name), URIEncoding.encode($0.value)) }
            .sorted { $0.0 == $1.0 ? less($0.1, $1.1) : less($0.0, $1.0) }
            .map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }

    private static func less(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

    private static func headers(_ subject: Subject) -> (lines: String, names: String) {
        var values: [String: [String]] = [:]
        for header in subject.headers {
            values[header.name.lowercased(), default: []].append(header.value.split(separator: " ").joined(separator: " "))
        }
        let names = values.keys.sorted(by: less)
        return (names.map { "\($0):\(values[$0, default: []].joined(separator: ","))\n" }.joined(), names.joined(separator: ";"))
    }

    private func scope(_ time: Double) -> String { "\(HTTPDate.compact(time).prefix(8))/\(region)/\(service)/aws4_request" }

    /// The same for all requests of a day, so the last one is kept.
    private func key(_ time: Double) -> [UInt8] {
        let wanted = DayKey(secret: credentials.secretKey, day: String(HTTPDate.compact(time).prefix(8)), region: region, service: service)
        return Self.lastKey.withLock { last in
            if let last, last.of == wanted { return last.bytes }
            let bytes = [wanted.day, region, service, "aws4_request"].reduce(Array("AWS4\(wanted.secret)".utf8)) { Digest.hmac($0, $1) }
            last = (wanted, bytes)
            return bytes
        }
    }

    private struct DayKey: Equatable {
        let secret, day, region, service: String
    }

    private static let lastKey = Mutex<(of: DayKey, bytes: [UInt8])?>(nil)
}
