// --output of `rarity dataset`: a folder, or a bucket's folder with the images that the server there can copy.

import Foundation
import Frames
import Ingest
import Review

extension DatasetCommand {
    /// Where the data set lies.
    /// - Parameter context: ends calls to the server once it is cancelled.
    func place(_ context: StageContext) throws -> any DatasetPlace {
        guard output.contains("://") else { return FolderPlace(path: output) }
        let root = try OuterWorld.location(output)
        if engine == .s3Batch { return BatchPlace(root: root, folder: jobs, account: account, role: role) }
        let client = try S3Client(cancelled: { context.isCancelled })
        return BucketPlace(store: client, root: root, endpoint: client.settings.endpoint)
    }

    /// The folder in S3 behind a base URL, where it lies at the endpoint in use: a server copies only what it has itself.
    func remoteFolder() throws -> @Sendable (ImageFolder) -> String? {
        guard output.hasPrefix("s3://") else { return { _ in nil } }
        let endpoint = try S3Settings.endpoint()
        return { folder in
            guard case .object(let location, let region)? = S3Address(text: folder.base, endpoint: endpoint), endpoint == nil || region == nil else { return nil }
            return "s3://\(location.bucket)/\(location.key)"
        }
    }
}
