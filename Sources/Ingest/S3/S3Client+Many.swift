// Many copies and deletes at a time; how many at once finds itself.

import Foundation

extension S3Client {
    public func copy(_ copies: some Sequence<ObjectCopy>, finished: (ObjectCopy, Result<String, S3Error>) throws -> Void) throws {
        try copyCounted(copies, finished: finished)
    }

    /// The same, and says how hard it tried.
    @discardableResult
    public func copyCounted(_ copies: some Sequence<ObjectCopy>, finished: (ObjectCopy, Result<String, S3Error>) throws -> Void) throws -> RunFigures {
        do {
            return try http.run(copies, exchange: copying) { copy, result in
                try finished(copy, result.mapError { Self.failure($0, copy.source) })
            }
        } catch { throw Self.named(error, S3Location(bucket: "", key: "")) }
    }

    public func delete(_ keys: some Sequence<String>, in bucket: String, finished: (String, S3Error?) throws -> Void) throws {
        let place = S3Location(bucket: bucket, key: "")
        do {
            try http.run(Batches(keys), exchange: { deleting($0, place) }) { batch, result in
                switch result {
                case .success(let refusals):
                    let reasons = Dictionary(refusals.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
                    for key in batch {
                        let at = S3Location(bucket: bucket, key: key).description
                        try finished(key, reasons[key].map { S3Error($0.code == "AccessDenied" ? .denied : .other, at, "it was not deleted: \($0.code) \($0.message)") })
                    }
                case .failure(let error):
                    let error = Self.failure(error, place)
                    for key in batch { try finished(key, error) }
                }
            }
        } catch { throw Self.named(error, place) }
    }

    private func copying(_ copy: ObjectCopy) -> Exchange<String> {
        let source = "/\(copy.source.bucket)/" + URIEncoding.encode(copy.source.key, keepingSlashes: true)
        var call = S3Request("PUT", copy.destination, headers: [HTTPHeader("x-amz-copy-source", source)])
        if let etag = copy.sourceETag { call.headers.append(HTTPHeader("x-amz-copy-source-if-match", "\"\(etag)\"")) }
        return exchange(call) { response in
            ResultDocument(response.body, root: "CopyObjectResult")?["ETag"].map { .value(ETag.plain($0)) } ?? .damaged("the answer to the copy is not whole")
        }
    }

    private func deleting(_ keys: [String], _ place: S3Location) -> Exchange<[DeleteDocument.Refusal]> {
        let body = Array(("<Delete><Quiet>true</Quiet>" + keys.map { "<Object><Key>\(Self.escaped($0))</Key></Object>" }.joined() + "</Delete>").utf8)
        let call = S3Request("POST", place, query: [("delete", "")], headers: [
            HTTPHeader("Content-MD5", Data(Digest.md5(body)).base64EncodedString()), HTTPHeader("Content-Type", "application/xml"),
        ], body: body)
        return exchange(call) { response in
            guard let document = DeleteDocument(response.body) else { return .damaged("the answer to the deletion is not whole") }
            // Deleting twice is harmless, so one that may pass brings the whole batch again.
            let passing = document.refusals.contains { ["InternalError", "SlowDown", "ServiceUnavailable"].contains($0.code) }
            return passing ? .damaged("some objects were not deleted") : .value(document.refusals)
        }
    }

    private static func failure(_ error: any Error, _ location: S3Location) -> S3Error {
        named(error, location) as? S3Error ?? S3Error(.other, location.description, "\(error)")
    }

    /// Control characters too, which a listing may hold.
    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case _ where scalar.value < 0x20: out += "&#\(scalar.value);"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// Up to 1,000 keys, as many as one request may delete.
    private struct Batches<Keys: Sequence<String>>: Sequence, IteratorProtocol {
        var keys: Keys.Iterator

        init(_ keys: Keys) { self.keys = keys.makeIterator() }

        mutating func next() -> [String]? {
            var batch: [String] = []
            while batch.count < 1_000, let key = keys.next() { batch.append(key) }
            return batch.isEmpty ? nil : batch
        }
    }
}
