// Where a bucket answers: in the path of an endpoint, or as a host of its own.

import Frames

/// A server of objects.
struct S3Endpoint: Hashable, Sendable {
    /// `https://host[:port]`
    let origin: String
    let isAmazon: Bool

    /// Amazon's of a region.
    init(region: String) {
        origin = "https://s3.\(region).amazonaws.com\(region.hasPrefix("cn-") ? ".cn" : "")"
        isAmazon = true
    }

    init(origin: String) {
        self.origin = origin
        isAmazon = S3Address.amazonHost(Redirect.origin(origin)?.host ?? "") != nil
    }

    /// Where a bucket is asked: what stands before the path, the `Host` header, and the bucket's part of the path.
    func place(bucket: String, _ addressing: S3Settings.Addressing) -> (origin: String, host: String, path: String) {
        let cut = origin.range(of: "://").map(\.upperBound) ?? origin.startIndex
        let scheme = origin[..<cut], rest = origin[cut...]
        let host = String(rest.prefix { $0 != "/" }), below = String(rest.dropFirst(host.count))
        guard addressing == .virtual || addressing == .auto && isAmazon && Self.canBeHost(bucket) else {
            return ("\(scheme)\(host)", Self.plain(host, scheme), "\(below)/\(bucket)")
        }
        return ("\(scheme)\(bucket).\(host)", Self.plain("\(bucket).\(host)", scheme), below)
    }

    /// What libcurl sends as `Host`: without the port that the scheme has anyway.
    private static func plain(_ host: String, _ scheme: Substring) -> String {
        let usual = scheme == "https://" ? ":443" : ":80"
        return host.hasSuffix(usual) ? String(host.dropLast(usual.count)) : host
    }

    /// A certificate for `*.s3.amazonaws.com` does not cover a name with dots.
    private static func canBeHost(_ bucket: String) -> Bool {
        bucket.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") }
    }
}
