// Fetched images: `.rarity/frames/<size>/<episode>/FRAME.jpg`. They can be fetched again, so they may be thrown away:
// the ones fetched longest ago go first when there are more than the project allows.

import Foundation
import Frames
import Ingest

/// The fetched images of one database. May be used from several threads.
public struct FrameCache: Sendable {
    /// Room for some 160,000 thumbnails.
    public static let standardMegabytes = 8_192

    public let path: String
    /// Bytes that all images together may take.
    public let limit: Int

    public init(database: String, megabytes: Int = standardMegabytes) {
        path = (database.folderPath as NSString).appendingPathComponent(".rarity/frames")
        limit = max(1, megabytes) << 20
    }

    /// Of a store, with the project's `cache_megabytes`.
    public init(_ store: ReviewStore) {
        let megabytes = (try? store.setting("cache_megabytes")).flatMap { $0 }.flatMap { Int($0) }
        self.init(database: store.path, megabytes: megabytes ?? Self.standardMegabytes)
    }

    /// The folder of an episode, there or not.
    public func folder(_ episode: EpisodeCode, _ size: ImageSize = .thumbnails) -> String { "\(path)/\(size.rawValue)/\(episode)" }

    public func file(_ frame: FrameNumber, _ size: ImageSize = .thumbnails) -> String { "\(folder(frame.episode, size))/\(frame.fileName)" }

    /// Makes the folder of an episode. - Throws: `ReviewError`
    public func makeFolder(_ episode: EpisodeCode, _ size: ImageSize = .thumbnails) throws {
        let folder = folder(episode, size)
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw ReviewError.invalid("\(folder.printable(limit: 300)): the folder cannot be made. Check its permissions and the room on the disk.")
        }
    }

    /// Makes the folders of all episodes that have no folder of images on this machine, and addresses of them.
    public func makeFolders(_ store: ReviewStore) throws {
        for episode in try store.episodesToFetch() { try makeFolder(episode) }
    }

    /// Keeps an image: a reader sees all of it or nothing. Its time of change is the server's, so that an embedding made
    /// from an earlier copy is still known to be of this image.
    /// - Throws: `ReviewError` where the disk is full or the folder is gone.
    public func keep(_ image: FetchedImage, of frame: FrameNumber, _ size: ImageSize) throws {
        let target = file(frame, size), part = "\(target).part-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        func failure() -> ReviewError {
            let reason = String(cString: strerror(errno))
            unlink(part)
            return .invalid("\(target.printable(limit: 300)): cannot be written: \(reason). Make room on the disk, then fetch again: what was fetched stays.")
        }
        let descriptor = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure() }
        var done = 0
        while done < image.bytes.count {
            let count = image.bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + done, image.bytes.count - done) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                let reason = errno
                close(descriptor)
                errno = reason
                throw failure()
            }
            done += count
        }
        if let modified = image.modified {
            var times = [timespec(tv_sec: Int(modified), tv_nsec: 0), timespec(tv_sec: Int(modified), tv_nsec: 0)]
            _ = futimens(descriptor, &times)
        }
        guard close(descriptor) == 0, rename(part, target) == 0 else { throw failure() }
    }

    public func has(_ frame: FrameNumber, _ size: ImageSize = .thumbnails) -> Bool { access(file(frame, size), R_OK) == 0 }

    /// Removes images until they fit, those kept longest ago first, and parts that a killed process has left.
    /// - Parameter pinned: files that are in use and stay.
    /// - Returns: bytes that are kept now. Cost: a `stat` a file, 3 µs.
    @discardableResult
    public func trim(pinned: Set<String> = []) -> Int {
        struct Kept {
            let path: String
            let bytes: Int
            /// The time of the last rename, which is when it was fetched; the time of change is the server's.
            let since: Int
        }
        var kept: [Kept] = [], total = 0
        guard let names = FileManager.default.enumerator(atPath: path) else { return 0 }
        for case let name as String in names {
            var facts = stat()
            let file = "\(path)/\(name)"
            guard lstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { continue }
            if name.contains(".jpg.part-") {
                if Int(facts.st_ctim.tv_sec) < time(nil) - 3_600 { unlink(file) }
                continue
            }
            total += Int(facts.st_size)
            kept.append(Kept(path: file, bytes: Int(facts.st_size), since: Int(facts.st_ctim.tv_sec) * 1_000 + Int(facts.st_ctim.tv_nsec) / 1_000_000))
        }
        guard total > limit else { return total }
        // Some room for what comes, so that not every new image means a search for the oldest.
        for file in kept.sorted(by: { $0.since < $1.since }) where total > limit / 10 * 9 && !pinned.contains(file.path) {
            if unlink(file.path) == 0 { total -= file.bytes }
        }
        return total
    }
}
