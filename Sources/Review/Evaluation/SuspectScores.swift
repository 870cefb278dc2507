// The suspects of the project: every human label, the most suspect first, and which witness spoke.

import Frames
import Model

/// A frame whose label a person gave, and how suspect it is.
public struct SuspectScore: Equatable, Sendable {
    public let frame: FrameID
    public let number: FrameNumber
    public let label: RarityClass
    /// By the head fitted without the frame's shot.
    public let predicted: RarityClass
    /// The probability of the label by that head.
    public let selfConfidence: Double
    /// From 0 to about 1; the same within a group.
    public let score: Double
    public let signal: GroupSuspicion.Signal
    /// Frames of one shot and one label have the same number: they were labelled with one key and are judged as one.
    public let group: Int
    /// How rare the frame is by its subjects alone, 1 on average, and the subjects that make it so: an explanation.
    public let content: Double
    public let drivers: [InformationContent.Driver]
}

/// Scores of suspect labels.
public enum SuspectScores {
    /// Every frame with a human, uncontested label and an embedding; most suspect first, groups together, in the
    /// order of the film within a group.
    ///
    /// Makes what is missing: shots, embeddings, and a model for its basis.
    /// - Throws: as `PredictFrames`.
    /// - Cost: a fit of the labelled frames and the prediction of each shot without itself.
    public static func run(_ store: ReviewStore, context: StageContext) throws -> [SuspectScore] {
        let rows = try OutOfShotLabels(store, context: context)
        context.report(StageProgress(title: "suspects", done: 0, total: 1))
        let subjects = try subjects(store, rows)
        let suspicion = try GroupSuspicion(rows.frames, classes: RarityClass.count, traits: traits(subjects, rows))
        let content = try store.informationContent()
        try context.checkCancelled()
        let scores = rows.numbers.indices.map { row in
            let probabilities = suspicion.outOfShot.row(row), own = subjects[rows.ids[row]] ?? []
            return SuspectScore(
                frame: rows.ids[row], number: rows.numbers[row], label: rows.labels[row],
                predicted: Prediction(probabilities: Array(probabilities)).rarity,
                selfConfidence: Double(suspicion.outOfShot[row, rows.frames.labels[row]]),
                score: suspicion.scores[row], signal: suspicion.signals[row], group: suspicion.groups[row],
                content: content.score(own), drivers: content.drivers(own))
        }
        let order = scores.indices.sorted { a, b in
            (-scores[a].score, scores[a].group, a) < (-scores[b].score, scores[b].group, b)
        }
        context.report(StageProgress(title: "suspects", done: 1, total: 1))
        return order.map { scores[$0] }
    }

    private static func subjects(_ store: ReviewStore, _ rows: OutOfShotLabels) throws -> [FrameID: [String]] {
        var subjects: [FrameID: [String]] = [:]
        for episode in Set(rows.numbers.map(\.episode)) { subjects.merge(try store.subjects(episode)) { $1 } }
        return subjects
    }

    /// More subjects than this say nothing new.
    private static let mostSubjects = 64

    /// The subjects of the sheet as 0 and 1, the most frequent ones; `nil` where there are none. A label that does not go
    /// with what is in the frame is suspect, whatever the picture looks like.
    private static func traits(_ subjects: [FrameID: [String]], _ rows: OutOfShotLabels) -> Matrix? {
        var counts: [String: Int] = [:]
        for id in rows.ids { for subject in Set(subjects[id] ?? []) { counts[subject, default: 0] += 1 } }
        let kept = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(mostSubjects).map(\.key)
        guard !kept.isEmpty else { return nil }
        let values = rows.ids.flatMap { id in
            let own = Set(subjects[id] ?? [])
            return kept.map { own.contains($0) ? Float(1) : 0 }
        }
        return Matrix(rows: rows.ids.count, columns: kept.count, values: values)
    }
}
