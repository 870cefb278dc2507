// The options of `rarity train --network` and `--fine-tune`, and what these print.

import ArgumentParser
import Foundation
import Frames
import Model
import Review

struct NetworkOptions: ParsableArguments {
    @Option(help: "Train a whole network: keras or compact.")
    var network: NetworkKind?

    @Option(help: ArgumentHelp("Train the last N blocks of the trunk, from its own weights: 1 to 10.", valueName: "n"))
    var fineTune: Int?

    @Option(help: "Passes over the frames; 30 unless given, at most 15 with --fine-tune, which stops by itself.")
    var epochs: Int?

    @Option(help: "Pictures a step; 32 unless given.")
    var batchSize: Int?

    @Option(help: ArgumentHelp("Step size; .0001 for keras, .001 for compact and .00002 for --fine-tune unless given.", valueName: "rate"))
    var learningRate: Float?

    @Option(help: "What most of the held-out frames are: scene (whole scenes) or random.")
    var split: NetworkSettings.Split?

    @Flag(help: "Go on with the latest training that was stopped.")
    var resume = false

    func validate() throws {
        if network != nil, fineTune != nil { throw ValidationError("--network trains from nothing, --fine-tune from the trunk's weights: choose one.") }
        if let fineTune, !NetworkKind.tunable.contains(fineTune) { throw ValidationError("--fine-tune takes a number of blocks from 1 to \(NetworkKind.tunable.upperBound).") }
        if fineTune != nil, split != nil { throw ValidationError("--fine-tune always holds out whole scenes and shots; --split belongs to --network.") }
        if network == nil, fineTune == nil, epochs != nil || batchSize != nil || learningRate != nil || split != nil || resume {
            throw ValidationError("--epochs, --batch-size, --learning-rate, --split and --resume belong to --network keras|compact or --fine-tune N.")
        }
        if let epochs, !(1...10_000).contains(epochs) { throw ValidationError("--epochs takes a number from 1 to 10000.") }
        if let batchSize, !(1...256).contains(batchSize) { throw ValidationError("--batch-size takes a number from 1 to 256.") }
        if let learningRate, !(learningRate > 0 && learningRate.isFinite) { throw ValidationError("--learning-rate takes a number above 0.") }
        if resume, batchSize != nil || split != nil {
            throw ValidationError("--resume goes on with the settings it was begun with; only --epochs and --learning-rate can be changed.")
        }
    }

    /// What is to be trained; `nil`: a head on the frozen trunk.
    var kind: NetworkKind? { network ?? (fineTune == nil ? nil : .tuned) }

    func train(_ kind: NetworkKind, _ store: ReviewStore, seed: UInt64, _ options: CommonOptions) throws {
        let settings = try resume ? TrainNetwork.begun(store, kind) : settings(kind, store, seed: seed)
        // Gone on with, a training has the blocks that it was begun with, whatever was typed.
        let blocks = settings?.blocks ?? fineTune, command = command(blocks)
        if settings != nil {
            options.message("\(kind.rawValue): \(grouped(kind.parameterCount(classes: 5, blocks: blocks ?? 1))) parameters"
                + (blocks.map { ", the last \(counted($0, "block")) of the trunk and what follows" } ?? "")
                + (blocks == fineTune ? "." : ", as it was begun."))
        }
        let report: NetworkReport
        do {
            report = try StageRun.run(options) { context in
                guard !resume, let settings else {
                    return try TrainNetwork.resume(store, kind, epochs: epochs, learningRate: learningRate, context: context)
                }
                return try TrainNetwork.run(store, settings: settings, context: context)
            }
        } catch is StageCancelled {
            throw ReviewError.invalid(TrainNetwork.canResume(store, kind) ? "Stopped. Go on from the last checkpoint: \(command) --resume."
                : "Stopped before the first checkpoint; nothing was kept. Begin anew: \(command).")
        } catch let error as ModelError {
            guard case .diverged(let step, let rate) = error else { throw error }
            let loss = "The loss is not a number any more at step \(step)"
            throw ReviewError.invalid(TrainNetwork.canResume(store, kind)
                ? "\(loss); the last checkpoint is kept. Go on from it with smaller steps: \(command) --resume --learning-rate \(rate / 10)."
                : "\(loss), before the first checkpoint. Begin anew with smaller steps: \(command) --learning-rate \(rate / 10).")
        }
        if options.json { return try Console.print(json: report) }
        ProblemList.show(report.problems, options)
        printFigures(report)
        options.message("\(report.model) trained on \(counted(report.trainedOn, "frame")) in \(Int(report.seconds.rounded())) s; "
            + "\(counted(report.predicted, "frame")) predicted. "
            + (report.isCurrent ? "It is current." : "Make it current: rarity models use \(report.model)."))
    }

    private func command(_ blocks: Int?) -> String { "rarity train " + (network.map { "--network \($0.rawValue)" } ?? "--fine-tune \(blocks ?? 1)") }

    private func settings(_ kind: NetworkKind, _ store: ReviewStore, seed: UInt64) throws -> NetworkSettings {
        if let fineTune {
            return NetworkSettings(tuning: fineTune, input: try store.trunk().input, epochs: epochs, batchSize: batchSize ?? 32,
                                   learningRate: learningRate, seed: seed)
        }
        return NetworkSettings(network: kind, epochs: epochs, batchSize: batchSize ?? 32, learningRate: learningRate,
                               split: split ?? .scene, seed: seed)
    }

    private func printFigures(_ report: NetworkReport) {
        if let before = report.before {
            var figures = report.figures
            figures.validation = before
            Console.print("before, the ridge on the frozen trunk with the same frames held out:")
            for line in FiguresTable.lines(figures) { Console.print(line) }
            Console.print(report.bestEpoch == 0 ? "after: no epoch made the watched scenes better, so the weights are the trunk's own:"
                : "after \(counted(report.bestEpoch ?? 0, "epoch")), the best of \(report.epochs.count) by scenes of their own:")
        }
        for line in FiguresTable.lines(report.figures) { Console.print(line) }
    }

    private func grouped(_ number: Int) -> String {
        number.formatted(.number.locale(Locale(identifier: "en_US")))
    }
}

extension NetworkKind: ExpressibleByArgument {
    public init?(argument: String) {
        guard let kind = NetworkKind(rawValue: argument), NetworkKind.fromScratch.contains(kind) else { return nil }
        self = kind
    }

    public static var allValueStrings: [String] { fromScratch.map(\.rawValue) }
}
extension NetworkSettings.Split: ExpressibleByArgument {}
