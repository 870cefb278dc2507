// One object at a time: read, looked at, written. Length and ETag tell whether what came is what was stored.

import Foundation

/// What is known of an object without its bytes.
public struct ObjectFacts: Equatable, Sendable {
    public var size: Int
    /// Without quotes.
    public var etag: String
}

extension S3Client {
    /// The whole of an object; `nil` where there is none.
    public func get(_ location: S3Location) throws -> ObjectContent? { try get(location, range: nil) }

    /// An object, or the bytes of it that lie in `range` (fewer, where it ends before).
    /// - Throws: `S3Error`; `.damaged` where length or ETag never agreed.
    public func get(_ location: S3Location, range: Range<Int>?) throws -> ObjectContent? {
        try perform(reading(location, range: range), location)
    }

    private func reading(_ location: S3Location, range: Range<Int>?) -> Exchange<ObjectContent?> {
        guard let range else {
            return reading(location) { $0.status == 404 ? nil : ObjectContent(bytes: $0.body, etag: ETag.plain($0["etag"] ?? "")) }
        }
        let call = S3Request("GET", location, headers: [HTTPHeader("Range", "bytes=\(range.lowerBound)-\(range.upperBound - 1)")])
        return exchange(call, accepts: [404]) { response in
            if response.status == 404 { return .value(nil) }
            // A server may send all of it, or the part with the wrong status.
            let isPart = response.status == 206 || response["content-range"] != nil || response.body.count <= range.count
            let bytes = isPart ? response.body : Array(response.body.dropFirst(range.lowerBound).prefix(range.count))
            guard bytes.count <= range.count else { return .damaged("it is longer than the range that was asked for") }
            return .value(ObjectContent(bytes: bytes, etag: ETag.plain(response["etag"] ?? "")))
        }
    }

    /// A whole object, verified.
    /// - Parameters:
    ///   - region: Amazon's region that the address named.
    ///   - sizeLimit: bytes.
    ///   - value: of the answer, which has status 404 where there is no such object.
    func reading<Value: Sendable>(_ location: S3Location, region: String? = nil, sizeLimit: Int = 256 << 20,
                                  value: @escaping (HTTPResponse) throws -> Value) -> Exchange<Value> {
        var call = S3Request("GET", location)
        call.region = region
        call.sizeLimit = sizeLimit
        return exchange(call, accepts: [404]) { response in
            let etag = ETag.plain(response["etag"] ?? "")
            let isEncrypted = response["x-amz-server-side-encryption"]?.hasPrefix("aws:kms") == true
                || response["x-amz-server-side-encryption-customer-algorithm"] != nil
            if response.status != 404, ETag.isMD5(etag), !isEncrypted, Digest.hex(Digest.md5(response.body)) != etag {
                return .damaged("its bytes do not agree with its ETag")
            }
            do { return .value(try value(response)) } catch { return .failed(error) }
        }
    }

    /// Size and ETag; `nil` where there is no such object. - Throws: `S3Error`
    public func head(_ location: S3Location) throws -> ObjectFacts? {
        let call = exchange(S3Request("HEAD", location), accepts: [404]) { response -> Reading<ObjectFacts?> in
            guard response.status != 404 else { return .value(nil) }
            guard let size = response["content-length"].flatMap({ Int($0) }) else { return .damaged("the server does not say its length") }
            return .value(ObjectFacts(size: size, etag: ETag.plain(response["etag"] ?? "")))
        }
        return try perform(call, location)
    }

    @discardableResult
    public func put(_ location: S3Location, _ bytes: [UInt8], condition: PutCondition = .always) throws -> String {
        var call = S3Request("PUT", location, body: bytes)
        let sum = Digest.md5(bytes), md5 = Digest.hex(sum)
        call.headers = [HTTPHeader("Content-MD5", Data(sum).base64EncodedString()), HTTPHeader("Content-Type", Self.contentType(location.key))]
        switch condition {
        case .always: break
        case .ifAbsent: call.headers.append(HTTPHeader("If-None-Match", "*"))
        case .ifMatches(let etag): call.headers.append(HTTPHeader("If-Match", "\"\(etag)\""))
        }
        let writing = exchange(call) { response -> Reading<String> in .value(ETag.plain(response["etag"] ?? "")) }
        do {
            return try perform(writing, location)
        } catch let error as S3Error where error.kind == .conditionFailed {
            // An earlier try may have been done although its answer was lost: then what is there is ours.
            if let there = try head(location), there.size == bytes.count, there.etag == md5 { return md5 }
            throw error
        }
    }

    private static func contentType(_ key: String) -> String {
        switch key.split(separator: ".").last?.lowercased() {
        case "jpg", "jpeg": "image/jpeg"
        case "json": "application/json"
        case "jl", "jsonl", "ndjson": "application/x-ndjson"
        case "csv": "text/csv; charset=utf-8"
        case "html": "text/html; charset=utf-8"
        default: "binary/octet-stream"
        }
    }
}
