// An evaluation on a terminal: the error first, then where the errors lie, then how much the probabilities are worth.

import Frames
import Review

enum EvaluationText {
    static func lines(_ one: ErrorEvaluation) -> [String] {
        let figures = one.figures, classes = one.classes.map { $0.printable(limit: 20) }
        var lines = [headline(one), ""]
        var confusion = Table(["labelled \\ predicted"] + classes + ["recall", "precision", "F1", "wrong"],
                              numbers: Set(1..<5 + classes.count))
        for (k, row) in figures.confusion.enumerated() {
            let own = figures.perClass[k]
            confusion.add([classes[k]] + row.map(String.init)
                + [own.recall, own.precision, own.f1].map(FiguresTable.share) + ["\(own.support - row[k])"])
        }
        lines += confusion.lines + [""]
        var distances = Table(["steps off"] + one.byDistance.map { "\($0.steps)" }, numbers: Set(1..<1 + one.byDistance.count))
        distances.add(["frames"] + one.byDistance.map { "\($0.count)" })
        distances.add(["percent"] + one.byDistance.map { decimal($0.percent, 1) })
        lines += distances.lines + [""]
        if let price = one.price {
            var prices = Table(["price at stake"] + classes + ["all"], numbers: Set(1..<2 + classes.count))
            prices.add(["price"] + price.prices.map { decimal($0, 0) } + [""])
            prices.add(["wrong by"] + price.byClass.map { decimal($0, 0) } + [decimal(price.atStake, 0)])
            lines += prices.lines
            lines += ["Too cheap by \(decimal(price.tooCheap, 0)), too dear by \(decimal(price.tooDear, 0)); \(decimal(price.meanPerFrame, 2)) a frame.", ""]
        }
        lines += [agreement(one), scores(one), ""]
        lines += reliability(one)
        if let second = one.reviewers {
            lines += ["", "Two reviewers agree on \(FiguresTable.share(second.agree)) of \(counted(second.n, "frame")): kappa \(share(second.kappa)), quadratic \(share(second.qwk))."]
        }
        if let validation = one.validation {
            var table = Table(["held out", "", "right", "macro-F1", "ECE"], numbers: Set(1..<5))
            for (name, figures) in [("scenes", validation.scenes), ("shots", validation.shots), ("random frames", validation.random)] {
                table.add([name] + (figures.map { ["\($0.groups)"] + [$0.right, $0.macroF1, $0.ece].map(FiguresTable.share) } ?? ["too few", "-", "-", "-"]))
            }
            lines += [""] + table.lines + ["Random frames flatter: their neighbours were learned from. Shots and scenes decide."]
        }
        return lines
    }

    /// `error 12.4 %  (95 %: 8.1 to 16.9, over 20 scenes)  of 1203 frames, ridge-0002, out of shot`
    static func headline(_ one: ErrorEvaluation) -> String {
        var text = "error \(decimal(one.figures.errorPercent, 1)) %"
        if let interval = one.errorInterval {
            text += "  (95 %: \(decimal(interval.lowerBound, 1)) to \(decimal(interval.upperBound, 1)), "
            text += one.scenes.map { "over \(counted($0, "scene")))" } ?? "over single frames: too narrow, there is no column scene)"
        }
        text += "  of \(counted(one.figures.n, "frame"))"
        return text + (one.model.map { ", \($0.printable()), out of shot" } ?? "")
    }

    private static func agreement(_ one: ErrorEvaluation) -> String {
        let f = one.figures
        return "macro-F1 \(share(f.macroF1)) · kappa \(share(f.kappa)), quadratic \(share(f.quadraticKappa)) · macro-averaged MAE \(share(f.macroMAE)) · "
            + "off by two or more \(decimal(f.offByTwoPercent, 1)) %"
    }

    private static func scores(_ one: ErrorEvaluation) -> String {
        let f = one.figures
        var text = "ranked probability score \(share(f.rps)) · log loss \(share(f.logLoss)) · ECE \(share(f.ece))"
        if let raw = one.uncalibrated, let temperature = one.temperature {
            text += " (before temperature \(decimal(temperature, 2)): log loss \(share(raw.logLoss)), ECE \(share(raw.ece)))"
        }
        return text
    }

    private static func reliability(_ one: ErrorEvaluation) -> [String] {
        let bins = one.figures.reliability
        var table = Table(["confidence", "frames", "mean", "right", ""], numbers: [1, 2, 3])
        for bin in bins {
            let gap = bin.accuracy - bin.meanConfidence
            let bar = String(repeating: gap < 0 ? "−" : "+", count: min(20, Int((abs(gap) * 50).rounded())))
            table.add(["\(share(bin.lower))–\(share(bin.upper))", "\(bin.count)", share(bin.meanConfidence), share(bin.accuracy), bar])
        }
        return table.lines
    }

    private static func share(_ value: Double?) -> String {
        guard let value else { return "-" }
        return value < 0 ? "-" + FiguresTable.share(-value) : FiguresTable.share(value)
    }

    static func decimal(_ value: Double, _ digits: Int) -> String { Frames.decimal(value, digits) }
}
