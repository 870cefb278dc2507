// The options of `rarity train --network`, and what that prints.

import ArgumentParser
import Foundation
import Frames
import Model
import Review

struct NetworkOptions: ParsableArguments {
    @Option(help: "Train a whole network: keras or compact.")
    var network: NetworkKind?

    @Option(help: "Passes over the frames; 30 unless given.")
    var epochs: Int?

    @Option(help: "Pictures a step; 32 unless given.")
    var batchSize: Int?

    @Option(help: ArgumentHelp("Step size; .0001 for keras and .001 for compact unless given.", valueName: "rate"))
    var learningRate: Float?

    @Option(help: "What most of the held-out frames are: scene (whole scenes) or random.")
    var split: NetworkSettings.Split?

    @Flag(help: "Go on with the latest training that was stopped.")
    var resume = false

    func validate() throws {
        if network == nil, epochs != nil || batchSize != nil || learningRate != nil || split != nil || resume {
            throw ValidationError("--epochs, --batch-size, --learning-rate, --split and --resume belong to --network keras|compact.")
        }
        if let epochs, !(1...10_000).contains(epochs) { throw ValidationError("--epochs takes a number from 1 to 10000.") }
        if let batchSize, !(1...256).contains(batchSize) { throw ValidationError("--batch-size takes a number from 1 to 256.") }
        if let learningRate, !(learningRate > 0 && learningRate.isFinite) { throw ValidationError("--learning-rate takes a number above 0.") }
        if resume, batchSize != nil || learningRate != nil || split != nil {
            throw ValidationError("--resume goes on with the settings it was begun with; only --epochs can be changed.")
        }
    }

    func train(_ network: NetworkKind, _ store: ReviewStore, seed: UInt64, _ options: CommonOptions) throws {
        let settings = NetworkSettings(network: network, epochs: epochs, batchSize: batchSize ?? 32, learningRate: learningRate,
                                       split: split ?? .scene, seed: seed)
        options.message("\(network.rawValue): \(grouped(network.parameterCount(classes: 5))) parameters.")
        let report: NetworkReport
        do {
            report = try StageRun.run(options) { context in
                resume ? try TrainNetwork.resume(store, network, epochs: epochs, context: context)
                    : try TrainNetwork.run(store, settings: settings, context: context)
            }
        } catch is StageCancelled {
            let command = "rarity train --network \(network.rawValue)"
            throw ReviewError.invalid(TrainNetwork.canResume(store, network) ? "Stopped. Go on from the last checkpoint: \(command) --resume."
                : "Stopped before the first checkpoint; nothing was kept. Begin anew: \(command).")
        }
        if options.json { return try Console.print(json: report) }
        ProblemList.show(report.problems, options)
        for line in FiguresTable.lines(report.figures) { Console.print(line) }
        options.message("\(report.model) trained on \(counted(report.trainedOn, "frame")) in \(Int(report.seconds.rounded())) s; "
            + "\(counted(report.predicted, "frame")) predicted. "
            + (report.isCurrent ? "It is current." : "Make it current: rarity models use \(report.model)."))
    }

    private func grouped(_ number: Int) -> String {
        number.formatted(.number.locale(Locale(identifier: "en_US")))
    }
}

extension NetworkKind: ExpressibleByArgument {}
extension NetworkSettings.Split: ExpressibleByArgument {}
