// Images of this machine into a bucket, several at a time: each waits for the server far longer than for the disk.

import Foundation
import Synchronization

struct Upload<Store: ObjectStore> {
    let store: Store
    let root: S3Location
    private static var threads: Int { 16 }

    /// - Parameter happened: called on this thread, for every step as it ends; an error that it throws ends the work.
    func carryOut(_ steps: [DatasetStep], _ happened: (DatasetChange) throws -> Void) throws {
        let work = Work(steps)
        let threads = min(Self.threads, steps.count)
        for _ in 0..<threads {
            let thread = Thread { [self] in
                while let step = work.take() { work.put(upload(step)) }
                work.end()
            }
            thread.start()
        }
        defer { work.stop(threads) }
        for _ in steps {
            switch work.wait() {
            case .success(let change): try happened(change)
            case .failure(let error): throw error
            }
        }
    }

    private func upload(_ step: DatasetStep) -> Result<DatasetChange, S3Error> {
        guard case .copy(let object, _) = step else { return .success(.failed(step.key, reason: "is no image of this machine.")) }
        let path = object.source + object.key.name
        do {
            // The mark before the bytes: a file that changes meanwhile is taken again the next time.
            var file = stat()
            guard stat(path, &file) == 0 else { throw PlaceError(path, errno) }
            let bytes = try FileBytes.read(path)
            let etag = try store.put(root.appending(object.key.description), bytes, condition: .always)
            return .success(.placed(PlacedObject(key: object.key, source: object.source, sourceMark: ObjectMark(file),
                                                 mark: ObjectMark(size: bytes.count, etag: etag))))
        } catch let error as S3Error where error.stopsEverything {
            return .failure(error)
        } catch {
            return .success(.failed(object.key, reason: "\(error)"))
        }
    }

    /// What the threads share.
    private final class Work: Sendable {
        private let steps: [DatasetStep]
        private let next = Atomic<Int>(0)
        private let results = Mutex<[Result<DatasetChange, S3Error>]>([])
        private let arrived = DispatchSemaphore(value: 0), ended = DispatchSemaphore(value: 0)

        init(_ steps: [DatasetStep]) { self.steps = steps }

        func take() -> DatasetStep? {
            let at = next.add(1, ordering: .relaxed).oldValue
            return at < steps.count ? steps[at] : nil
        }

        func put(_ result: Result<DatasetChange, S3Error>) {
            results.withLock { $0.append(result) }
            arrived.signal()
        }

        func wait() -> Result<DatasetChange, S3Error> {
            arrived.wait()
            return results.withLock { $0.removeFirst() }
        }

        func end() { ended.signal() }

        /// Begins nothing new, and waits for what is under way.
        func stop(_ threads: Int) {
            next.store(steps.count, ordering: .relaxed)
            for _ in 0..<threads { ended.wait() }
        }
    }
}
