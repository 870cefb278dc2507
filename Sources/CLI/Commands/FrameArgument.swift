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

    /// Where the database says the episode's images are.
    static func inDatabase(_ number: FrameNumber, _ database: String) throws -> String {
        guard ReviewStore.exists(path: database) else {
            throw FrameError.unreadable(place: number.fileName, reason: "no such file, and no \(database) that knows the frame")
        }
        let store = try ReviewStore(path: database)
        guard let folder = try store.episode(number.episode).imageFolder else {
            throw FrameError.unreadable(place: number.fileName, reason: "\(number.episode) was imported without images")
        }
        return folder + "/" + number.fileName
    }
}
