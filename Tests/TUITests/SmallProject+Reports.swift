// Figures for the report screens: made up where a real model would be needed, real where the store has them.

import Foundation
import Frames
import Ingest
@testable import Review
@testable import TUI

extension SmallProject {
    /// Labels of three reviewers, some in conflict, one taken back.
    func review() throws {
        let frames = try store.frames(EpisodeCode(season: 1, episode: 1))
        func decide(_ positions: ClosedRange<Int>, _ rarity: RarityClass, by name: String) throws {
            let items = positions.map { Decision.Item(frame: frames[$0].id, shown: .init(label: frames[$0].state.label, predicted: frames[$0].prediction?.rarity), propagated: $0 > positions.lowerBound) }
            _ = try store.decide(Decision(.label(rarity), items: items, reviewer: name))
        }
        try decide(0...9, .rare, by: "Ada")
        try decide(4...6, .uncommon, by: "Bo")
        try decide(20...24, .legendary, by: "Bo")
        _ = try store.undo(reviewer: "Bo")
        try decide(5...5, .rare, by: "Jonny")
    }

    /// An evaluation over the frames of both episodes: every fifth is wrong.
    func evaluated() throws -> EvaluatedFrames {
        let frames = try store.episodes().flatMap { try store.frames($0.code) }
        let rows = frames.enumerated().map { i, frame -> (EvaluatedFrames.Frame, String) in
            let label = RarityClass.allCases[i % 5], predicted = i % 5 == 3 ? RarityClass.allCases[i % 4] : label
            let probabilities = RarityClass.allCases.map { $0 == predicted ? "0.8" : "0.05" }.joined(separator: ",")
            return (EvaluatedFrames.Frame(number: frame.number, label: label, predicted: predicted), "\(label.name),\(i / 10),\(probabilities)")
        }
        let file = folder.appendingPathComponent("predictions.csv")
        let header = "label,scene," + RarityClass.allCases.map { "p_\($0.name)" }.joined(separator: ",")
        try ([header] + rows.map(\.1)).joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
        var evaluation = EvaluateErrors.run(try PredictionFile.read(path: file.path))
        evaluation.model = "ridge-0002"
        return EvaluatedFrames(evaluation: evaluation, frames: rows.map(\.0))
    }

    func tuning() throws -> TuningBoard {
        let rounds = [12.5, 8.25, 6.0].enumerated().map { i, error in
            TuningRound(time: Int64(i), model: "ridge-000\(i + 1)", lastEvent: Int64(i), targetPercent: 5, labels: 400 + i * 80, audited: 60, wrong: 7 - i * 2,
                        errorPercent: error, lowerPercent: error / 2, upperPercent: error + 7, stop: nil)
        }
        let frames = try store.frames(EpisodeCode(season: 1, episode: 2)).prefix(2).map(\.number.description)
        var board = TuningBoard()
        board.rounds = rounds
        board.next = [TuneReport.Next(frame: frames[0], why: "audit, decide it blind", predicted: nil),
                      TuneReport.Next(frame: frames[1], why: "shot 0, 10 frames, about 2.5 of them wrong", predicted: .rare)]
        (board.audit.drawn, board.audit.decided, board.audit.blind) = (60, 48, 46)
        board.comparison = ModelComparison(before: "ridge-0002", after: "ridge-0003")
        return board
    }

    func estimated() -> RarityEstimate {
        func figure(_ expected: Double) -> EstimatedFigure { EstimatedFigure(expected: expected, lower: (expected * 0.6).rounded(), upper: (expected * 1.5).rounded()) }
        return RarityEstimate(
            episode: "S01E01", model: "ridge-0002", frames: 40, decided: 12, unpredicted: 0, shots: 4, scenes: 2,
            classes: zip(RarityClass.allCases, [2, 20, 10, 6, 2]).map { RarityEstimate.ClassShare(name: $0.name, frames: figure($1)) },
            errorsLeft: figure(7), keys: [0.95, 0.98, 0.99].map { RarityEstimate.Keys(right: $0, keys: figure($0 * 10)) }, knownScenes: 14, problems: [])
    }
}
