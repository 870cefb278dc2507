// Where a bucket answers: in the path of an endpoint, or as a host of its own.

import Frames

/// A server of objects.
struct S3Endpoint: Hashable, Sendable {
    /// `https://host[:port]`
    let origin: String
    let isAmazon: Bool
    /// The parts of `origin`, told apart once for all requests: `https://`, `host[:port]`, and a path where it has one.
    private let scheme, host, below: String

    /// Amazon's of a region.
    init(region: String) {
        self.init("https://s3.\(region).amazonaws.com\(region.hasPrefix("cn-") ? ".cn" : "")", isAmazon: true)
    }

    init(origin: String) {
        self.init(origin, isAmazon: S3Address.amazonHost(Redirect.origin(origin)?.host ?? "") != nil)
    }

    private init(_ origin: String, isAmazon: Bool) {
        self.origin = origin
        self.isAmazon = isAmazon
        let cut = origin.range(of: "://").map(\.upperBound) ?? origin.startIndex
        let rest = origin[cut...]
        scheme = String(origin[..<cut])
        host = String(rest.prefix { $0 != "/" })
        below = String(rest.dropFirst(host.count))
    }

    /// Where a bucket is asked: what stands before the path, the `Host` header, and the bucket's part of the path.
    func place(bucket: String, _ addressing: S3Settings.Addressing) -> (origin: String, host: String, path: String) {
        guard addressing == .virtual || addressing == .auto && isAmazon && Self.canBeHost(bucket) else {
            return (scheme + host, sent(host), "\(below)/\(bucket)")
        }
        return ("\(scheme)\(bucket).\(host)", sent("\(bucket).\(host)"), below)
    }

    /// What libcurl sends as `Host`: without the port that the scheme has anyway.
    private func sent(_ host: String) -> String {
        let usual = scheme == "https://" ? ":443" : ":80"
        return host.hasSuffix(usual) ? String(host.dropLast(usual.count)) : host
    }

    /// A certificate for `*.s3.amazonaws.com` does not cover a name with dots.
    private static func canBeHost(_ bucket: String) -> Bool {
        bucket.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") }
    }
}
