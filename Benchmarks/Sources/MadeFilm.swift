// Made frames without pictures, as many as a series has.

import Foundation
import Frames
import Ingest
import Review

enum MadeFilm {
    static func code(_ episode: Int) -> EpisodeCode { EpisodeCode(season: 1 + (episode - 1) / 12, episode: 1 + (episode - 1) % 12) }

    static func entry(_ episode: Int) -> EpisodeEntry {
        EpisodeEntry(code: code(episode), title: "Made", spreadsheetURL: "", shareLink: "", manifestFile: "manifests/\(code(episode))-manifest.jl")
    }

    /// Shots of 24 frames; most have a supervised class, one in twelve of Jonny.
    static func sheet(_ episode: Int, frames: Int) -> EpisodeSheet {
        EpisodeSheet(rows: (0..<frames).map { index in
            let number = FrameNumber(series: "TT", episode: code(episode), timecode: Timecode(index: index))
            let shot = index / shotLength
            return SheetRow(row: index + 2, number: number, baseURL: "https://s3.us-west-2.amazonaws.com/b/f/", rowIndex: index,
                            unsupervised: rarity(shot &* 7), supervised: shot % 3 == 0 ? nil : rarity(shot &* 5 &+ index / 97),
                            jonny: shot % 12 == 5 ? rarity(shot) : nil, subjects: shot % 4 == 0 ? ["Emily", "Kitchen"] : [])
        })
    }

    static let shotLength = 24

    static func shots(frames: Int) -> [Shot] {
        stride(from: 0, to: frames, by: shotLength).enumerated().map { index, first in
            Shot(index: index, first: first, last: min(frames, first + shotLength) - 1, scene: index / 8)
        }
    }

    /// Five probabilities, the same for the frames of a shot.
    static func probabilities(_ shot: Int, _ random: inout SeededGenerator) -> [Float] {
        let raw = (0..<RarityClass.count).map { _ in Float.random(in: 0.01...1, using: &random) }.map { $0 * $0 * $0 }
        let sum = raw.reduce(0, +)
        return raw.map { $0 / sum }
    }

    private static func rarity(_ number: Int) -> RarityClass {
        let mixed = (UInt64(bitPattern: Int64(number)) &* 0x9E37_79B9_7F4A_7C15) >> 40
        return RarityClass(rawValue: Int(mixed % 5)) ?? .junk
    }
}
