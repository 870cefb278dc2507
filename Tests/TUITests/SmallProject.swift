// A real review.db with two short episodes, and the reducer run against it without threads.

import Foundation
import Frames
import Ingest
import Review
@testable import TUI

/// Removed when it goes out of scope.
final class SmallProject {
    let folder: URL
    let store: ReviewStore

    /// - Parameter frames: of each of two episodes; every third has a supervised class, all an unsupervised one.
    init(frames: Int = 40) throws {
        // In memory where there is such a folder: these tests are about keys, not about the disk.
        let root = FileManager.default.isWritableFile(atPath: "/dev/shm") ? URL(fileURLWithPath: "/dev/shm") : FileManager.default.temporaryDirectory
        folder = root.appendingPathComponent("rarity-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        store = try ReviewStore(path: folder.appendingPathComponent("review.db").path)
        for episode in 1...2 { try add(EpisodeCode(season: 1, episode: episode), frames: frames) }
    }

    deinit {
        try? store.close()
        try? FileManager.default.removeItem(at: folder)
    }

    private func add(_ code: EpisodeCode, frames: Int) throws {
        let rows = (0..<frames).map { i in
            SheetRow(row: i + 2, number: FrameNumber(series: "TT", episode: code, timecode: Timecode(index: i * 6)), baseURL: "https://h/",
                     rowIndex: i, unsupervised: .common, supervised: i % 3 == 0 ? .uncommon : nil, jonny: i == 9 ? .rare : nil,
                     subjects: i % 7 == 0 ? ["Emily"] : [])
        }
        let entry = EpisodeEntry(code: code, title: "\(code)", spreadsheetURL: "", shareLink: "", manifestFile: "manifests/\(code).jl")
        _ = try store.importEpisode(entry, EpisodeSheet(rows: rows), imageFolder: nil)
        let shots = stride(from: 0, to: frames, by: 10).enumerated().map {
            Shot(index: $0.offset, first: $0.element, last: min($0.element + 9, frames - 1), scene: $0.offset / 2)
        }
        try store.setShots(code, shots)
    }

    /// Gives every frame a prediction: `Rare` for every fourth.
    func predict() throws {
        let predictions = try store.episodes().flatMap { try store.frames($0.code) }.map { frame in
            (frame.id, frame.position % 4 == 0 ? [Float](arrayLiteral: 0, 0.1, 0.1, 0.7, 0.1) : [0, 0.8, 0.1, 0.1, 0])
        }
        try keep("test", predictions)
    }

    /// Keeps a model that says the same of frames that it has not seen, and makes it current.
    func keep(_ name: String, _ predictions: [(FrameID, [Float])]) throws {
        var model = NewModel(name: name, kind: "ridge", lastEvent: store.lastEvent)
        model.heldOut = HeldOutClasses(Dictionary(uniqueKeysWithValues: predictions.map { ($0.0, Prediction(probabilities: $0.1).rarity) }))
        try store.saveModel(model, predictions: predictions, makeCurrent: true)
    }
}

/// The app without a terminal: keys go in, effects are carried out at once.
final class Bench {
    var state: AppState
    let store: ReviewStore
    private(set) var outside: [Effect] = []
    /// Answers what no store can, such as jobs and queues; by default nothing does.
    var elsewhere: (Effect) -> [Input] = { _ in [] }
    /// What is left unanswered, as of a store that is slow.
    var passesOver: (Effect) -> Bool = { _ in false }
    /// Kept alive with the bench.
    var keep: SmallProject?

    init(_ project: SmallProject, reviewer: String = "Ada") throws {
        store = project.store
        state = AppState(reviewer: reviewer)
        state.width = 100
        state.height = 30
        take([.episodes(try store.episodes(), model: try store.currentModel()?.name)])
        if let first = state.episodes.first { carryOut([.open(first.code, .start)]) }
    }

    func press(_ keys: Key...) { keys.forEach { take([.terminal(.key($0))]) } }

    func type(_ text: String) { text.forEach { take([.terminal(.key(.character($0)))]) } }

    func take(_ inputs: [Input]) {
        for input in inputs { carryOut(state.reduce(input)) }
    }

    private func carryOut(_ effects: [Effect]) {
        for effect in effects where !passesOver(effect) {
            var answers = perform(effect, on: store)
            if answers.isEmpty {
                outside.append(effect)
                answers = elsewhere(effect)
            }
            take(answers)
        }
    }
}
