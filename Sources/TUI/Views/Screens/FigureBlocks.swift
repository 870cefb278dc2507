// The figures of an evaluation in groups.

import Frames
import Review

/// Groups in the order of their worth.
struct FigureBlocks {
    let all: [Block]

    init(_ evaluation: ErrorEvaluation, _ theme: Theme) {
        all = [Self.agreement(evaluation, theme), Self.heldOut(evaluation, theme), Self.price(evaluation, theme), Self.distance(evaluation, theme),
               Self.reliability(evaluation, theme)].compactMap { $0 }
    }

    private static func agreement(_ evaluation: ErrorEvaluation, _ theme: Theme) -> Block {
        let f = evaluation.figures
        func line(_ name: String, _ value: String, _ note: String = "") -> [Span] {
            [Span(name, theme.quiet), Span(rightAligned(value, 6)), Span(note, theme.quiet)]
        }
        return Block("Figures", stops: [0, 11, 19], [
            line("error", percent(f.errorPercent), evaluation.errorInterval.map { "\(decimal($0.lowerBound, 1))–\(decimal($0.upperBound, 1))" } ?? ""),
            line("macro-F1", share(f.macroF1)),
            line("kappa", f.kappa.map(share) ?? "–", "quadratic \(f.quadraticKappa.map(share) ?? "–")"),
            line("off by 2+", percent(f.offByTwoPercent)),
            line("MAE", share(f.macroMAE), "mean of classes"),
            line("ECE", share(f.ece), "log loss \(decimal(f.logLoss, 2))"),
        ])
    }

    private static func heldOut(_ evaluation: ErrorEvaluation, _ theme: Theme) -> Block? {
        guard let validation = evaluation.validation else { return nil }
        let rows = [("scenes", validation.scenes), ("shots", validation.shots), ("random", validation.random)].map { name, figures in
            [Span(name, theme.quiet), Span(rightAligned(figures.map { percent($0.right * 100) } ?? "too few", 7)),
             Span(figures.map { "F1 " + share($0.macroF1) } ?? "", theme.quiet), Span(figures.map { "ECE " + share($0.ece) } ?? "", theme.quiet)]
        }
        return Block("Right where held out", stops: [0, 8, 17, 25], rows + [[Span("random flatters: neighbours were seen", theme.quiet)]])
    }

    private static func price(_ evaluation: ErrorEvaluation, _ theme: Theme) -> Block? {
        guard let price = evaluation.price else { return nil }
        func line(_ name: String, _ value: Double) -> [Span] { [Span(name, theme.quiet), Span(rightAligned(grouped(Int(value.rounded())), 9))] }
        return Block("Price at stake", stops: [0, 12], [
            line("in all", price.atStake), line("too cheap", price.tooCheap), line("too dear", price.tooDear),
            [Span("a frame", theme.quiet), Span(rightAligned(decimal(price.meanPerFrame, 2), 9))],
        ])
    }

    private static func distance(_ evaluation: ErrorEvaluation, _ theme: Theme) -> Block {
        let most = evaluation.byDistance.map(\.percent).max() ?? 1
        return Block("Steps off", stops: [0, 3, 18], evaluation.byDistance.map { one in
            [Span("\(one.steps)", theme.quiet), Span(bar(one.percent / max(most, 1), width: 14, theme), one.steps == 0 ? theme.good : theme.bad),
             Span("\(grouped(one.count))  \(percent(one.percent))")]
        })
    }

    /// What a confidence is worth: the share that is right in each bin.
    private static func reliability(_ evaluation: ErrorEvaluation, _ theme: Theme) -> Block {
        Block("Confidence and share right", stops: [0, 10, 25], evaluation.figures.reliability.map { bin in
            let gap = bin.accuracy - bin.meanConfidence
            return [Span("\(probability(Float(bin.lower)))–\(probability(Float(bin.upper)))", theme.quiet),
                    Span(bar(bin.accuracy, width: 14, theme), gap < -0.1 ? theme.bad : theme.good),
                    Span("\(rightAligned(grouped(bin.count), 6))", theme.quiet)]
        })
    }

    /// `.712`
    static func share(_ value: Double) -> String {
        let thousandths = Int((abs(value) * 1000).rounded())
        let digits = String("\(1000 + thousandths % 1000)".dropFirst())
        return (value < 0 ? "-" : "") + (thousandths >= 1000 ? "\(thousandths / 1000).\(digits)" : ".\(digits)")
    }

    private static func share(_ value: Float) -> String { share(Double(value)) }
}
