// Which https addresses are objects of S3: those at the endpoint in use, and those at Amazon's hosts.

import Frames

/// An address of an image or a file, told apart.
public enum S3Address: Equatable, Sendable {
    /// An object of S3. `region`: Amazon's, where the address names one; `nil`: at the endpoint in use.
    case object(S3Location, region: String?)
    /// Any other http or https address, fetched as it is.
    case plain(String)

    /// Reads `s3://bucket/key`, `https://…` and, without a scheme, `bucket/key`; `nil` for what is none of them.
    /// - Parameter endpoint: the endpoint in use, `https://host:port`; `nil`: Amazon's.
    public init?(text: String, endpoint: String?) {
        if text.hasPrefix("s3://") || !text.contains("://") {
            guard let location = S3Location(path: text.hasPrefix("s3://") ? String(text.dropFirst(5)) : text) else { return nil }
            self = .object(location, region: nil)
            return
        }
        guard let origin = Redirect.origin(text), let cut = text.range(of: "://")?.upperBound else { return nil }
        let path = text[cut...].drop { $0 != "/" }.dropFirst()
        // A query is a signature, a version or a wish to download: the address is taken as it stands.
        guard !path.contains("?"), !path.contains("#"), let decoded = URIEncoding.decode(String(path)) else {
            self = .plain(text)
            return
        }
        if let endpoint, Redirect.origin(endpoint) == origin, let location = S3Location(path: decoded) {
            self = .object(location, region: nil)
        } else if let amazon = Self.amazonHost(origin.host) {
            let location = amazon.bucket.map { S3Location(bucket: $0, key: decoded) } ?? S3Location(path: decoded)
            self = location.map { .object($0, region: amazon.region) } ?? .plain(text)
        } else {
            self = .plain(text)
        }
    }

    /// `s3.us-west-2.amazonaws.com`, `s3-us-west-2.…`, `bucket.s3.us-west-2.…`, `s3.dualstack.us-west-2.…`, `s3.amazonaws.com`.
    static func amazonHost(_ host: String) -> (bucket: String?, region: String)? {
        let domain = [".amazonaws.com", ".amazonaws.com.cn"].first { host.hasSuffix($0) }
        guard let domain else { return nil }
        let labels = host.dropLast(domain.count).split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let at = labels.lastIndex(where: { $0 == "s3" || $0.hasPrefix("s3-") }) else { return nil }
        let bucket = at == 0 ? nil : labels[..<at].joined(separator: ".")
        var rest = Array(labels[(at + 1)...])
        if labels[at] != "s3" { rest.insert(String(labels[at].dropFirst(3)), at: 0) }
        rest.removeAll { $0 == "dualstack" }
        guard rest.count <= 1 else { return nil }
        return (bucket, rest.first ?? "us-east-1")
    }
}
