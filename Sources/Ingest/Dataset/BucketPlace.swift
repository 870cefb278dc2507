// A data set in a bucket. Images that lie in S3 are copied by the server; those of this machine are uploaded. A move is a copy from
// where the object lies, and then a delete.

import Foundation
import Frames
import Synchronization

/// A data set below a folder of a bucket.
public struct BucketPlace<Store: ObjectStore>: DatasetPlace {
    let store: Store
    /// Its key is empty or ends in a slash.
    let root: S3Location

    public let name: String

    /// - Parameters:
    ///   - root: a bucket, or a folder of it.
    ///   - endpoint: where it lies, if not at Amazon: buckets of two servers may have one name.
    public init(store: Store, root: S3Location, endpoint: String? = nil) {
        self.store = store
        let key = root.key.isEmpty || root.key.hasSuffix("/") ? root.key : root.key + "/"
        self.root = S3Location(bucket: root.bucket, key: key)
        name = "\(endpoint.map { $0 + "/" } ?? "s3://")\(root.bucket)/\(key)"
    }

    /// Folders that are listed at a time: a far server takes a tenth of a second for a page, however many others ask it.
    private static var listings: Int { 8 }

    public func present(in folders: Set<String>) throws -> [PresentObject] {
        let folders = folders.sorted()
        let found = Mutex([Result<[PresentObject], any Error>](repeating: .success([]), count: folders.count))
        let next = Mutex(0)
        Workers(min(Self.listings, folders.count), name: "listing") { _ in
            while let index = next.withLock({ next in
                defer { next += 1 }
                return next < folders.count ? next : nil
            }) {
                let listed = Result { try self.list(folders[index]) }
                found.withLock { $0[index] = listed }
                // The others would only wait longer for the same.
                if case .failure = listed { next.withLock { $0 = folders.count } }
            }
        }.wait()
        return try found.withLock { $0 }.flatMap { try $0.get() }
    }

    private func list(_ folder: String) throws -> [PresentObject] {
        var found: [PresentObject] = []
        let prefix = root.appending(folder)
        try store.list(prefix) { page in
            for object in page {
                let rest = object.key.dropFirst(prefix.key.count)
                // What lies deeper is not the class's own.
                if !rest.isEmpty, !rest.utf8.contains(UInt8(ascii: "/")) {
                    found.append(PresentObject(key: DatasetKey(folder: folder, name: String(rest)), mark: ObjectMark(object)))
                }
            }
        }
        return found
    }

    public func marks(of names: Set<String>, in source: String) throws -> [String: ObjectMark]? {
        guard let folder = S3Location(text: source) else { return try FolderPlace(path: "/").marks(of: names, in: source) }
        var marks: [String: ObjectMark] = [:]
        do {
            try store.list(folder) { page in
                for object in page {
                    let name = String(object.key.dropFirst(folder.key.count))
                    if names.contains(name) { marks[name] = ObjectMark(object) }
                }
            }
        } catch let error as S3Error where error.kind == .denied {
            return nil
        }
        return marks
    }

    public func carryOut(_ plan: DatasetPlan, happened: (DatasetChange) throws -> Void) throws {
        var moved: [DatasetKey] = []
        try copy(plan.moves + plan.copies.filter { !$0.isUpload }, happened) { moved.append($0) }
        try Upload(store: store, root: root).carryOut(plan.copies.filter(\.isUpload), happened)
        let gone = moved + plan.deletes.map(\.key)
        try store.delete(gone.lazy.map { root.key + $0.description }, in: root.bucket) { key, error in
            let key = DatasetKey(path: String(key.dropFirst(root.key.count)))
            if let error, error.stopsEverything { throw error }
            try happened(error.map { .failed(key, reason: $0.description) } ?? .removed(key))
        }
    }

    public func tidy(_ folders: Set<String>) {}

    /// - Parameter moved: told the earlier key of every object that is at its new one.
    private func copy(_ steps: [DatasetStep], _ happened: (DatasetChange) throws -> Void, moved: (DatasetKey) -> Void) throws {
        let underway = Underway()
        let copies = steps.lazy.compactMap { step in
            object(of: step).map { copy in
                underway.steps[copy.destination.key] = step
                return copy
            }
        }
        try store.copy(copies) { copy, result in
            guard let step = underway.steps.removeValue(forKey: copy.destination.key) else { return }
            switch (step, result) {
            case (_, .failure(let error)):
                if error.stopsEverything { throw error }
                try happened(.failed(step.key, reason: error.description))
            case (.copy(let object, _), .success(let etag)):
                let mark = ObjectMark(size: object.mark?.size ?? ObjectMark.unknownSize, etag: etag)
                try happened(.placed(PlacedObject(key: object.key, source: object.source, sourceMark: object.mark, mark: mark)))
            case (.move(let from, let to, _), .success(let etag)):
                let mark = ObjectMark(size: from.mark.size, etag: etag)
                try happened(.placed(PlacedObject(key: to.key, source: to.source, sourceMark: from.sourceMark, mark: mark)))
                moved(from.key)
            case (.delete, _): break
            }
        }
    }

    private func object(of step: DatasetStep) -> ObjectCopy? {
        switch step {
        case .copy(let object, _):
            S3Location(text: object.source).map { ObjectCopy(from: $0.appending(object.key.name), to: root.appending(object.key.description)) }
        case .move(let from, let to, _): ObjectCopy(from: root.appending(from.key.description), to: root.appending(to.key.description))
        case .delete: nil
        }
    }

    /// The steps whose copies were handed out; a plan may hold a million.
    private final class Underway {
        var steps: [String: DatasetStep] = [:]
    }
}
