// EPISODE, FRAME and CLASS on the command line.

import ArgumentParser
import Frames
import Review

extension EpisodeCode: ExpressibleByArgument {
    public init?(argument: String) { self.init(text: argument) }
}

enum Words {
    /// - Throws: `ReviewError.invalid` where it is no frame number.
    static func frame(_ word: String) throws -> FrameNumber {
        guard let number = FrameNumber(text: word) else {
            throw ReviewError.invalid("\"\(word.printable())\" is no frame number; one is like TT_S01_E01_FRM-00-00-08-12.")
        }
        return number
    }

    /// - Throws: a usage error with the class that was perhaps meant.
    static func rarity(_ word: String) throws -> RarityClass {
        if let rarity = RarityClass(text: word) { return rarity }
        let hint = RarityClass.nearest(to: word).map { "Did you mean \($0)?" }
            ?? "A class is one of \(RarityClass.allCases.map(\.name).joined(separator: ", "))."
        throw ValidationError("\"\(word.printable())\" is no class. \(hint)")
    }
}

extension ReviewStore {
    /// The named episodes, or all of them.
    func wanted(_ episodes: [EpisodeCode]) throws -> [EpisodeSummary] {
        if episodes.isEmpty { return try self.episodes() }
        return try episodes.map { try episode($0) }
    }
}
