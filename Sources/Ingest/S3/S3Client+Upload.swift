// Large files in parts: a part that fails is sent again alone, and the object appears only when all are there.

import Foundation
import Synchronization

extension S3Client {
    /// S3 takes no more parts than this.
    private static let mostParts = 10_000

    /// Writes a file as an object; up to 8 MB in one request, more in parts, several at a time.
    /// - Parameters:
    ///   - partSize: bytes; at least 5 MB at Amazon.
    ///   - progress: bytes that have arrived.
    /// - Throws: `IngestError` where the file cannot be read, `S3Error`; then nothing of it remains on the server.
    public func upload(file path: String, to location: S3Location, partSize: Int = 8 << 20, progress: (Int) -> Void = { _ in }) throws {
        guard let handle = FileHandle(forReadingAtPath: path), let size = try? handle.seekToEnd() else {
            throw IngestError.unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        let total = Int(size), length = max(partSize, (total + Self.mostParts - 1) / Self.mostParts)
        func read(_ part: Int) throws -> [UInt8] {
            try handle.seek(toOffset: UInt64(part * length))
            let bytes = try handle.read(upToCount: min(length, total - part * length)) ?? Data()
            guard bytes.count == min(length, total - part * length) else { throw IngestError.unreadable(path: path, reason: "it became shorter while it was read") }
            return [UInt8](bytes)
        }
        guard total > length else {
            try put(location, total == 0 ? [] : read(0))
            return progress(total)
        }
        let upload = try begin(location)
        do {
            var etags = [Int: String](), sent = 0
            let parts = (total + length - 1) / length
            try http.run(0..<parts, level: ParallelLevel(from: 4, most: 8), exchange: { part in
                try sending(read(part), part + 1, upload, location)
            }, finished: { part, result in
                etags[part] = try result.get()
                sent += min(length, total - part * length)
                progress(sent)
            })
            try complete((0..<parts).map { etags[$0, default: ""] }, upload, location)
        } catch {
            let withdrawal = exchange(S3Request("DELETE", location, query: [("uploadId", upload)]), accepts: [404]) { _ -> Reading<Bool> in .value(true) }
            _ = try? perform(withdrawal, location)
            throw Self.named(error, location)
        }
    }

    private func begin(_ location: S3Location) throws -> String {
        try perform(exchange(S3Request("POST", location, query: [("uploads", "")])) { response -> Reading<String> in
            ResultDocument(response.body, root: "InitiateMultipartUploadResult")?["UploadId"].map { .value($0) } ?? .damaged("the answer is not whole")
        }, location)
    }

    private func sending(_ bytes: [UInt8], _ number: Int, _ upload: String, _ location: S3Location) -> Exchange<String> {
        let call = S3Request("PUT", location, query: [("partNumber", "\(number)"), ("uploadId", upload)],
                             headers: [HTTPHeader("Content-MD5", Data(Digest.md5(bytes)).base64EncodedString())], body: bytes)
        return exchange(call) { response in
            let etag = ETag.plain(response["etag"] ?? "")
            return etag.isEmpty ? .damaged("a part has no ETag") : .value(etag)
        }
    }

    private func complete(_ etags: [String], _ upload: String, _ location: S3Location) throws {
        let parts = etags.enumerated().map { "<Part><PartNumber>\($0 + 1)</PartNumber><ETag>\"\($1)\"</ETag></Part>" }.joined()
        let call = S3Request("POST", location, query: [("uploadId", upload)], headers: [HTTPHeader("Content-Type", "application/xml")],
                             body: Array("<CompleteMultipartUpload>\(parts)</CompleteMultipartUpload>".utf8))
        do {
            _ = try perform(exchange(call) { response -> Reading<Bool> in
                ResultDocument(response.body, root: "CompleteMultipartUploadResult") == nil ? .damaged("the answer is not whole") : .value(true)
            }, location)
        } catch let error as S3Error where error.kind == .notFound {
            // A try whose answer was lost may have completed it: the upload is gone because the object is there.
            guard try head(location) != nil else { throw error }
        }
    }
}
