// FRAME on the command line: a file, or a frame number that the database knows the image of.

import Foundation
import Frames
import Review

/// An argument that names one image.
struct FrameArgument {
    let text: String
    /// The review database in which frame numbers are looked up.
    let database: String

    init(_ text: String, database: String) {
        (self.text, self.database) = (text, database)
    }

    /// From a frame number and the path of the database to the path of the frame's image.
    typealias Resolver = (FrameNumber, String) throws -> String

    /// - Throws: `FrameError`, or what the resolver throws.
    func imagePath(resolver: Resolver = FrameArgument.inDatabase) throws -> String {
        if FileManager.default.fileExists(atPath: text) { return text }
        guard let number = FrameNumber(text: text) else {
            throw FrameError.unreadable(place: text, reason: "no such file, and no frame number either")
        }
        return try resolver(number, database)
    }

    /// Where the database says the episode's images are. An image that lies in S3 or behind https only is fetched.
    static func inDatabase(_ number: FrameNumber, _ database: String) throws -> String {
        guard ReviewStore.exists(path: database) else {
            throw FrameError.unreadable(place: number.fileName, reason: "no such file, and no \(database) that knows the frame")
        }
        let store = try ReviewStore(path: database), folder = try store.episode(number.episode).imageFolder
        if let path = folder.map({ $0 + "/" + number.fileName }), FileManager.default.fileExists(atPath: path) { return path }
        let cache = FrameCache(store)
        let report = try FetchImages.run(store, [number.episode], only: { _ in [number] }, context: StageContext())
        if report.fetched + report.kept > 0 { return cache.file(number) }
        if let problem = report.problems.first { throw ReviewError.invalid(problem.reason) }
        throw FrameError.unreadable(place: number.fileName, reason: try store.frame(number) == nil ? "there is no such frame in \(database)"
            : folder.map { "it is not in \($0)" } ?? "\(number.episode) was imported without images, and its sheet has no base URL")
    }
}
