// Server-side copies of everything below a prefix, listing included: what a data set of S3 costs.

import Foundation
import Ingest

enum CopyBenchmark {
    /// - Parameter words: `s3://bucket/from/ s3://bucket/to/`; server and credentials from the environment.
    static func run(_ words: [String]) throws {
        guard words.count == 2, let source = S3Location(text: words[0]), let target = S3Location(text: words[1]) else {
            throw IngestError.malformed(path: "s3-copy", place: "", reason: "takes s3://bucket/from/ s3://bucket/to/")
        }
        let client = try S3Client()
        let start = ContinuousClock.now
        var keys: [String] = []
        try client.list(source) { keys += $0.map(\.key) }
        let copies = keys.lazy.map { key in
            ObjectCopy(from: S3Location(bucket: source.bucket, key: key), to: target.appending(String(key.dropFirst(source.key.count))))
        }
        let figures = try client.copyCounted(copies) { _, result in _ = try result.get() }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        print("copies \(keys.count) seconds \(seconds) requests \(figures.requests) retries \(figures.retries) most-at-once \(figures.mostAtOnce)")
    }
}
