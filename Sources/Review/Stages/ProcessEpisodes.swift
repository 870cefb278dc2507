// All stages in a row, from the sheets to the manifests. What is done already is skipped, so it can be run again at any time.

import Foundation
import Frames
import Ingest
import Model

/// What one stage of the row came to.
public struct ProcessStep: Equatable, Sendable, Codable {
    /// `import`, `shots`, `embed`, `train`, `predict`, `evaluate`, `manifest`
    public let stage: String
    /// One line for a person.
    public let line: String
    /// Whether the stage could not do its work; those after it went on with what there was.
    public let failed: Bool

    public init(stage: String, line: String, failed: Bool = false) {
        self.stage = stage
        self.line = line
        self.failed = failed
    }
}

public struct ProcessEpisodes {
    let store: ReviewStore
    let codes: [EpisodeCode]
    let trunk: TrunkName
    let context: StageContext
    let describe: (ErrorEvaluation) -> String
    let tell: (ProcessStep) -> Void

    /// - Parameters:
    ///   - episodes: imported ones.
    ///   - describe: an evaluation in one line.
    ///   - tell: called with every step as it is done.
    public init(_ store: ReviewStore, episodes: [EpisodeCode], settings: TrainSettings = TrainSettings(), context: StageContext,
                describe: @escaping (ErrorEvaluation) -> String, tell: @escaping (ProcessStep) -> Void) throws {
        guard let trunk = settings.trunk else { throw ReviewError.invalid("There is no trunk \(settings.input.printable()) in \(settings.precision.printable()).") }
        self.store = store
        codes = episodes
        self.trunk = trunk
        self.context = context
        self.describe = describe
        self.tell = tell
    }

    /// Every stage after the import. A stage that the labels or images do not suffice for says so, and the others go on.
    /// - Throws: `StageCancelled`, and what makes going on pointless, such as a full disk.
    public func run() throws {
        try step("shots", shots)
        try step("embed", embed)
        try step("train", train)
        try step("predict", predict)
        try step("evaluate") { describe(try EvaluateErrors.run(store, context: context).evaluation) }
        try step("manifest", manifests)
    }

    private func step(_ stage: String, _ body: () throws -> String) throws {
        try context.checkCancelled()
        do {
            tell(ProcessStep(stage: stage, line: try body()))
        } catch ReviewError.invalid(let reason) {
            tell(ProcessStep(stage: stage, line: reason, failed: true))
        }
    }

    private func shots() throws -> String {
        let reports = try FindShots.run(store, codes, missingOnly: true, context: context)
        if reports.isEmpty { return "\(codes.count) episodes have shots already" }
        let found = reports.map { "\($0.shots) in \($0.episode)" + ($0.problems.isEmpty ? "" : " (\($0.problems.count) images missing)") }
        return "found " + found.joined(separator: ", ")
    }

    private func embed() throws -> String {
        let report = try EmbedFrames.run(store, codes, into: EmbeddingFolder(database: store.path, trunk: trunk), context: context)
        return report.summary
    }

    /// Trains where there is no model, or a ridge that has not seen the latest labels.
    private func train() throws -> String {
        if let model = try store.currentModel() {
            if model.kind != "ridge" { return "\(model.name) is current; a model of its kind is trained only when asked for" }
            if try store.logPosition() == model.seen { return "\(model.name) has seen every label" }
        }
        let report = try TrainModel.run(store, context: context)
        let right = [("scenes", report.figures.validation.scenes), ("shots", report.figures.validation.shots)]
            .compactMap { name, figures in figures.map { "\(name) \(($0.right * 1000).rounded() / 10) %" } }
        return "\(report.model): right on held-out \(right.isEmpty ? "frames: too few labels to tell" : right.joined(separator: ", "))"
    }

    private func predict() throws -> String {
        let model = try PredictFrames.run(store, context: context).model
        let summaries = try codes.map { try store.episode($0) }
        let predicted = summaries.reduce(0) { $0 + $1.predicted }, disagreements = summaries.reduce(0) { $0 + $1.disagreements }
        return "\(predicted) of \(summaries.reduce(0) { $0 + $1.frames }) frames by \(model), \(disagreements) differ from their label"
    }

    /// - Throws: `IngestError` where a manifest cannot be written.
    private func manifests() throws -> String {
        try codes.map { code in
            let episode = try store.episode(code)
            var manifest = Manifest(.jl)
            let export = try store.add(code, to: &manifest)
            guard FileReplacement.staysInside(episode.manifestFile) else {
                throw IngestError.unwritable(path: episode.manifestFile, reason: "it leads out of the working directory.")
            }
            let isSame = FileManager.default.contents(atPath: episode.manifestFile) == Data(manifest.bytes)
            if !isSame { try FileReplacement.write(manifest.bytes, to: episode.manifestFile, below: ".") }
            return "\(episode.manifestFile.printable(limit: 100)) \(isSame ? "is up to date, " : "")\(export.lines) lines"
        }.joined(separator: "; ")
    }
}
