// What a report shows, as values: gathered once, drawn by ReportPage.

import Foundation
import Frames
import Model

/// The content of a report.
public struct ReportContent: Equatable, Sendable {
    /// A kept model's validation.
    public struct Round: Equatable, Sendable {
        public var model: String
        /// UTC, milliseconds.
        public var made: Int64
        public var labels: Int
        /// Wrong frames in percent with scenes, shots and random frames held out; `nil` where there were too few.
        public var scenes, shots, random: Double?
    }

    /// Frames by class in one episode.
    public struct Episode: Equatable, Sendable {
        public var code: String
        public var frames: Int
        /// By class in effect, and by prediction.
        public var labelled, predicted: [Int]
    }

    /// A frame whose label the head contradicts, though it never saw the frame's shot.
    public struct Disagreement: Equatable, Sendable {
        public var frame: String
        public var label, predicted: RarityClass
        /// Probability of the label.
        public var selfConfidence: Double
        public var signal: GroupSuspicion.Signal
        /// How many frames of its shot have the same label.
        public var alike: Int
        /// A small JPEG; empty where the image cannot be read.
        public var jpeg: [UInt8]
    }

    public var title: String
    /// UTC, milliseconds; `nil` leaves the date out.
    public var made: Int64?
    public var evaluation: ErrorEvaluation
    public var rounds: [Round] = []
    public var episodes: [Episode] = []
    public var disagreements: [Disagreement] = []

    /// Of a file of predictions: figures only.
    public init(_ evaluation: ErrorEvaluation, title: String, made: Int64? = nil) {
        self.evaluation = evaluation
        self.title = title
        self.made = made
    }

    /// Of the project.
    /// - Parameter pictures: at most so many disagreements.
    /// - Throws: as `SuspectScores`.
    public init(_ store: ReviewStore, _ evaluation: ErrorEvaluation, prices: ClassPrices = .standard, pictures: Int = 12,
                context: StageContext) throws {
        let summaries = try store.episodes()
        let codes = summaries.map(\.code.description)
        self.init(evaluation, title: codes.count > 1 ? "\(codes[0]) to \(codes[codes.count - 1])" : codes.first ?? "Rarity", made: store.now())
        let suspects = try SuspectScores.run(store, context: context)
        rounds = try store.models().reversed().compactMap { model in
            guard let figures = ModelFigures(model) else { return nil }
            func wrong(_ one: Figures?) -> Double? { one.map { 100 * (1 - $0.right) } }
            return Round(model: model.name, made: model.made, labels: figures.labels.reduce(0, +), scenes: wrong(figures.validation.scenes),
                         shots: wrong(figures.validation.shots), random: wrong(figures.validation.random))
        }
        episodes = try summaries.map { summary in
            var predicted = [Int](repeating: 0, count: RarityClass.count)
            for record in try store.frames(summary.code) { if let rarity = record.prediction?.rarity { predicted[rarity.rawValue] += 1 } }
            return Episode(code: summary.code.description, frames: summary.frames, labelled: summary.counts, predicted: predicted)
        }
        let folders = Dictionary(uniqueKeysWithValues: summaries.map { ($0.code, $0.imageFolder) })
        disagreements = Self.worst(suspects, prices, most: pictures).map { one, alike in
            let path = folders[one.number.episode]?.map { "\($0)/\(one.number.fileName)" }
            return Disagreement(frame: one.number.description, label: one.label, predicted: one.predicted, selfConfidence: one.selfConfidence,
                                signal: one.signal, alike: alike, jpeg: path.flatMap(Self.thumbnail) ?? [])
        }
    }

    /// One frame of each group, by what the disagreement costs times how sure the head is that the label is wrong.
    private static func worst(_ suspects: [SuspectScore], _ prices: ClassPrices, most: Int) -> [(SuspectScore, Int)] {
        var sizes: [Int: Int] = [:], first: [Int: SuspectScore] = [:]
        for one in suspects {
            sizes[one.group, default: 0] += 1
            if one.predicted != one.label, first[one.group].map({ one.selfConfidence < $0.selfConfidence }) ?? true { first[one.group] = one }
        }
        func cost(_ one: SuspectScore) -> Double { prices.difference(one.label, one.predicted) * one.score }
        return first.values.sorted { (cost($1), $0.number.description) < (cost($0), $1.number.description) }
            .prefix(most).map { ($0, sizes[$0.group] ?? 1) }
    }

    /// 320 pixels wide; `nil` where the image cannot be read.
    private static func thumbnail(_ path: String) -> [UInt8]? {
        guard let image = try? JPEG.decode(path: path, atLeast: (width: 320, height: 180)), image.width > 0 else { return nil }
        let height = max(1, image.height * 320 / image.width)
        return try? JPEG.encode(image.resized(width: 320, height: height), quality: 78)
    }
}
