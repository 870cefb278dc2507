// S3 Batch Operations instead of Rarity: a manifest and a job request for every class, for those who want Amazon to copy. A job puts one
// prefix before whole source keys, so its layout is nested, <folder>/<class>/<source key>; and it deletes nothing.
//
// Source: Amazon S3 API, CreateJob with S3PutObjectCopy; manifest format S3BatchOperations_CSV_20180820.

import Foundation
import Frames

/// Writes the files of jobs into a folder; nothing is copied, and nothing is recorded as put there.
public struct BatchPlace: DatasetPlace {
    let root: S3Location
    /// Folder for manifests and requests, on this machine.
    let folder: String
    /// Where the manifests will lie when the jobs run.
    public let manifests: S3Location
    let account: String, role: String

    /// - Parameters:
    ///   - account: twelve digits; `nil` leaves a word to be replaced.
    ///   - role: ARN of the role that may read the images and write the data set; likewise.
    public init(root: S3Location, folder: String, account: String?, role: String?) {
        self.root = root
        self.folder = folder
        let base = root.key.hasSuffix("/") ? String(root.key.dropLast()) : root.key
        manifests = S3Location(bucket: root.bucket, key: base + (base.isEmpty ? "rarity-batch/" : "-batch/"))
        self.account = account ?? "ACCOUNT"
        self.role = role ?? "arn:aws:iam::\(self.account):role/ROLE"
    }

    public var name: String { "s3-batch:\(root)" }

    public func present(in folders: Set<String>) -> [PresentObject] { [] }

    /// The job asks S3 itself, and reports what is not there.
    public func marks(of names: Set<String>, in source: String) -> [String: ObjectMark]? {
        source.hasPrefix("s3://") ? nil : [:]
    }

    public func carryOut(_ plan: DatasetPlan, happened: (DatasetChange) throws -> Void) throws {
        for job in jobs(plan) {
            try FileReplacement.write(job.manifest, to: "\(folder)/\(job.name).csv")
            try FileReplacement.write(job.request, to: "\(folder)/\(job.name).json")
        }
    }

    public func tidy(_ folders: Set<String>) {}

    /// One job.
    struct Job: Equatable {
        /// `train-Rare`; with the bucket where images come from several.
        var name: String
        var manifest: [UInt8]
        /// JSON for `aws s3control create-job --cli-input-json`.
        var request: String
    }

    func jobs(_ plan: DatasetPlan) -> [Job] {
        var lines: [String: [String: [UInt8]]] = [:]
        for case .copy(let object, _) in plan.copies {
            guard let source = S3Location(text: object.source)?.appending(object.key.name) else { continue }
            lines[object.key.folder, default: [:]][source.bucket, default: []] += Array("\(source.bucket),\(URIEncoding.encode(source.key, keepingSlashes: true))\n".utf8)
        }
        return lines.sorted { $0.key < $1.key }.flatMap { folder, buckets in
            buckets.sorted { $0.key < $1.key }.map { bucket, manifest in
                let label = folder.split(separator: "/").joined(separator: "-")
                let name = buckets.count == 1 ? label : "\(label)-\(bucket)"
                return Job(name: name, manifest: manifest, request: request(name, target: root.appending(folder), manifest))
            }
        }
    }

    private func request(_ name: String, target: S3Location, _ manifest: [UInt8]) -> String {
        let etag = Digest.hex(Digest.md5(manifest))
        let object = manifests.appending(name + ".csv")
        let prefix = String(target.key.dropLast())
        let value: [String: Any] = [
            "AccountId": account, "ConfirmationRequired": false, "Priority": 10, "RoleArn": role,
            // The same request twice is one job.
            "ClientRequestToken": String((etag + Digest.hex(Digest.md5(Array(target.description.utf8)))).prefix(64)),
            "Description": "Rarity data set \(name)",
            "Operation": ["S3PutObjectCopy": ["TargetResource": "arn:aws:s3:::\(root.bucket)", "TargetKeyPrefix": prefix]],
            "Manifest": [
                "Spec": ["Format": "S3BatchOperations_CSV_20180820", "Fields": ["Bucket", "Key"]],
                "Location": ["ObjectArn": "arn:aws:s3:::\(object.bucket)/\(object.key)", "ETag": etag],
            ] as [String: Any],
            "Report": [
                "Enabled": true, "Bucket": "arn:aws:s3:::\(root.bucket)", "Format": "Report_CSV_20180820",
                "Prefix": manifests.key + "reports", "ReportScope": "FailedTasksOnly",
            ] as [String: Any],
        ]
        let data = try? JSONSerialization.data(withJSONObject: value, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data ?? Data(), as: UTF8.self) + "\n"
    }
}
