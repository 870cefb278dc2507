// A project with real little images: two places by turns, so that shots, embeddings and training can run.

import Foundation
import Frames
import Ingest
@testable import Review

final class PictureFixture: Sendable {
    let folder: TemporaryFolder
    let store: ReviewStore
    static let code = EpisodeCode(season: 1, episode: 1)
    static let shotLength = 5

    /// - Parameters:
    ///   - subjects: of a shot's frames.
    ///   - label: the supervised class of a frame, if it has one.
    init(shots: Int = 6, subjects: (_ shot: Int) -> [String] = { _ in [] }, label: (_ shot: Int, _ frame: Int) -> RarityClass?) throws {
        folder = try TemporaryFolder()
        store = try ReviewStore(path: folder.file("review.db"))
        try FileManager.default.createDirectory(atPath: folder.file("S01E01"), withIntermediateDirectories: true)
        try draw(shots, subjects, label)
    }

    /// Imports the sheet again with more shots, whose images lie beside the others.
    func grow(to shots: Int, label: (_ shot: Int, _ frame: Int) -> RarityClass?) throws { try draw(shots, { _ in [] }, label) }

    private func draw(_ shots: Int, _ subjects: (_ shot: Int) -> [String], _ label: (_ shot: Int, _ frame: Int) -> RarityClass?) throws {
        var rows: [SheetRow] = []
        for shot in 0..<shots {
            for frame in 0..<Self.shotLength {
                let index = shot * Self.shotLength + frame
                let number = FrameNumber(series: "TT", episode: Self.code, timecode: Timecode(index: index * 6))
                let path = folder.file("S01E01/" + number.fileName)
                if !FileManager.default.fileExists(atPath: path) {
                    let picture = place(shot % 2, shift: 0.13 * Float(shot) + 0.004 * Float(frame))
                    try Data(try JPEG.encode(picture)).write(to: URL(fileURLWithPath: path))
                }
                rows.append(SheetRow(row: index + 2, number: number, baseURL: nil, rowIndex: index, unsupervised: .legendary,
                                     supervised: label(shot, frame), jonny: nil, subjects: subjects(shot)))
            }
        }
        _ = try store.importEpisode(StoreFixture.entry(1), EpisodeSheet(rows: rows), imageFolder: folder.file("S01E01"))
    }

    /// Imports the sheet again with other supervised classes.
    func relabel(_ label: (_ shot: Int, _ frame: Int) -> RarityClass?) throws {
        let rows = try records().enumerated().map { index, record in
            SheetRow(row: index + 2, number: record.number, baseURL: nil, rowIndex: index, unsupervised: .legendary,
                     supervised: label(index / Self.shotLength, index % Self.shotLength), jonny: nil, subjects: [])
        }
        _ = try store.importEpisode(StoreFixture.entry(1), EpisodeSheet(rows: rows), imageFolder: nil)
    }

    /// The same pictures as another episode without labels.
    func importAgain(as number: Int) throws -> EpisodeCode {
        let code = EpisodeCode(season: 1, episode: number), images = folder.file(code.description)
        try FileManager.default.createDirectory(atPath: images, withIntermediateDirectories: true)
        let rows = try records().enumerated().map { index, record in
            let frame = FrameNumber(series: "TT", episode: code, timecode: record.number.timecode)
            try FileManager.default.copyItem(atPath: self.images + "/" + record.number.fileName, toPath: images + "/" + frame.fileName)
            return SheetRow(row: index + 2, number: frame, baseURL: nil, rowIndex: index, unsupervised: nil, supervised: nil, jonny: nil, subjects: [])
        }
        _ = try store.importEpisode(StoreFixture.entry(number), EpisodeSheet(rows: rows), imageFolder: images)
        return code
    }

    private var images: String { folder.file("S01E01") }

    func records() throws -> [FrameRecord] { try store.frames(Self.code) }

    func image(_ index: Int) throws -> String { try folder.file("S01E01/" + records()[index].number.fileName) }
}
