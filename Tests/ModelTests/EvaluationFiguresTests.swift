import Foundation
import Testing
@testable import Model

@Suite struct EvaluationFiguresTests {
    @Test("every figure of the sample is scikit-learn's to 1e-9")
    func sample() throws {
        let (table, scenes) = try EvaluationFixture.sample()
        let ours = try JSONSerialization.jsonObject(with: JSONEncoder().encode(EvaluationFigures(table))) as? [String: Any] ?? [:]
        let data = try Data(contentsOf: EvaluationFixture.folder.appendingPathComponent("labels_sample_metrics.json"))
        var golden = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        let interval = golden.removeValue(forKey: "error_pct_ci95"), reviewers = golden.removeValue(forKey: "reviewers")
        #expect(Set(ours.keys) == Set(golden.keys))
        for (name, value) in golden { Self.compare(ours[name], value, name) }
        let predictions = table.predictions
        let drawn = try #require(Bootstrap.errorInterval(zip(table.labels, predictions).map { $0 != $1 }, groups: scenes))
        Self.compare([drawn.lowerBound, drawn.upperBound], interval, "error_pct_ci95")
        #expect(reviewers != nil)
    }

    /// Numbers to 1e-9, in lists and objects of any depth.
    static func compare(_ ours: Any?, _ golden: Any?, _ place: String) {
        switch (ours, golden) {
        case (let a as [Any], let b as [Any]):
            #expect(a.count == b.count, "\(place)")
            for (i, (x, y)) in zip(a, b).enumerated() { compare(x, y, "\(place)[\(i)]") }
        case (let a as [String: Any], let b as [String: Any]):
            #expect(Set(a.keys) == Set(b.keys), "\(place)")
            for (key, value) in b { compare(a[key], value, "\(place).\(key)") }
        case (let a as NSNumber, let b as NSNumber):
            #expect(abs(a.doubleValue - b.doubleValue) <= 1e-9, "\(place): \(a), not \(b)")
        default: Issue.record("\(place): \(String(describing: ours)), not \(String(describing: golden))")
        }
    }

    @Test("figures and intervals of random tables are scikit-learn's and numpy's to 1e-9")
    func tables() throws {
        for one in try EvaluationFixture.cases() {
            let made = EvaluationFigures(one.table)
            let pairs: [(String, Double?, Double?)] = [
                ("balanced accuracy", made.balancedAccuracy, one.balanced_accuracy), ("macro-F1", made.macroF1, one.macro_f1),
                ("weighted F1", made.weightedF1, one.weighted_f1), ("kappa", made.kappa, one.kappa),
                ("linear kappa", made.linearKappa, one.linear_kappa), ("quadratic kappa", made.quadraticKappa, one.qwk),
                ("mcc", made.mcc, one.mcc), ("log loss", made.logLoss, one.log_loss),
            ]
            for (name, ours, theirs) in pairs {
                #expect((ours == nil) == (theirs == nil), "\(one): \(name)")
                #expect(abs((ours ?? 0) - (theirs ?? 0)) <= 1e-9, "\(one): \(name)")
            }
            let wrong = zip(one.labels, one.table.predictions).map { $0 != $1 }
            let interval = try #require(Bootstrap.errorInterval(wrong, groups: one.groups, rounds: 1_000, seed: UInt64(one.seed)))
            #expect(abs(interval.lowerBound - one.error_pct_ci95[0]) <= 1e-9 && abs(interval.upperBound - one.error_pct_ci95[1]) <= 1e-9, "\(one)")
        }
    }

    @Test("ordinal scores and calibration of any table are those of the definitions", arguments: 0..<40 as Range<UInt64>)
    func definitions(seed: UInt64) {
        let table = EvaluationFixture.random(seed), made = EvaluationFigures(table), n = Double(table.count)
        var steps: [[Double]] = Array(repeating: [], count: table.classes), rps = 0.0, brier = 0.0, far = 0.0, value = 0.0
        var bins: [Int: [(Double, Bool)]] = [:]
        for i in 0..<table.count {
            let p = Array(table.row(i)), y = table.labels[i], most = p.max() ?? 0, guess = p.firstIndex(of: most) ?? 0
            steps[y].append(Double(abs(guess - y)))
            if abs(guess - y) >= 2 { far += 1 }
            for k in p.indices {
                let cumulated = p[...k].reduce(0, +), step = cumulated - (k >= y ? 1 : 0)
                rps += step * step / Double(table.classes - 1)
                brier += (p[k] - (k == y ? 1 : 0)) * (p[k] - (k == y ? 1 : 0))
            }
            value += abs(p.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element } - Double(y))
            let bin = (0..<15).first { most <= ($0 == 14 ? 1 : Double($0 + 1) * (1 / 15.0)) } ?? 14
            bins[bin, default: []].append((most, guess == y))
        }
        let gaps = bins.values.map { rows in
            abs(rows.reduce(0) { $0 + $1.0 } - Double(rows.filter(\.1).count))
        }
        func near(_ a: Double, _ b: Double, _ name: String) { #expect(abs(a - b) <= 1e-9, "\(name): \(a), not \(b)") }
        near(made.rps, rps / n, "rps")
        near(made.brier, brier / n, "brier")
        near(made.offByTwoPercent, 100 * far / n, "off by two")
        near(made.expectedValueMAE, value / n, "expected value")
        near(made.mae, steps.joined().reduce(0, +) / n, "mae")
        let means = steps.filter { !$0.isEmpty }.map { $0.reduce(0, +) / Double($0.count) }
        near(made.macroMAE, means.reduce(0, +) / Double(means.count), "macro mae")
        near(made.ece, gaps.reduce(0, +) / n, "ece")
        #expect(made.reliability.reduce(0) { $0 + $1.count } == table.count)
        #expect(made.confusion.joined().reduce(0, +) == table.count)
    }

    @Test("an empty table has figures too, and no interval")
    func empty() {
        let made = EvaluationFigures(LabelledProbabilities(classes: 5, labels: [], values: []))
        #expect(made.n == 0 && made.errorPercent == 0 && made.kappa == nil && made.reliability == [])
        #expect(Bootstrap.errorInterval([], groups: []) == nil)
    }

    @Test("the interval is drawn by groups: the same errors in few scenes are less sure")
    func scenes() throws {
        let wrong = (0..<200).map { $0 % 50 < 10 }
        let byFrame = try #require(Bootstrap.errorInterval(wrong, groups: Array(0..<200)))
        let byScene = try #require(Bootstrap.errorInterval(wrong, groups: (0..<200).map { $0 / 10 }))
        #expect(byScene.upperBound - byScene.lowerBound > 2 * (byFrame.upperBound - byFrame.lowerBound))
        #expect(byFrame.contains(20) && byScene.contains(20))
    }

    @Test("bounds of a share are Clopper's and Pearson's")
    func bounds() {
        // Of none wrong: 1 - 0.05^(1/n). Of the rest: scipy.stats.beta.ppf.
        #expect(abs(BinomialBound.upper(wrong: 0, looks: 59) - (1 - pow(0.05, 1 / 59.0))) < 1e-9)
        #expect(abs(BinomialBound.upper(wrong: 3, looks: 100) - 0.075_710_7) < 1e-6)
        #expect(abs(BinomialBound.lower(wrong: 3, looks: 100) - 0.008_225_8) < 1e-6)
        #expect(BinomialBound.upper(wrong: 0, looks: 0) == 1 && BinomialBound.upper(wrong: 4, looks: 4) == 1)
        #expect(BinomialBound.lower(wrong: 0, looks: 9) == 0)
        #expect(abs(BinomialBound.upper(wrong: 2.5, looks: 41.5) - 0.160_439_6) < 1e-6)
    }

    @Test("looks that are alike count for fewer, those that are not for as many as there are")
    func alike() {
        let wrong = (0..<100).map { $0 / 10 % 5 == 0 }
        #expect(abs(BinomialBound.effectiveLooks(wrong, groups: (0..<100).map { $0 / 10 }).looks - 9) < 1e-9)
        #expect(BinomialBound.effectiveLooks(wrong, groups: (0..<100).map { $0 % 10 }).looks == 100)
        #expect(BinomialBound.effectiveLooks([false, false], groups: [0, 1]).looks == 2)
        #expect(BinomialBound.effectiveLooks([], groups: []) == (0, 0))
        // One row that stands for as much as three others: a share of a half, and 4 looks worth 3.
        let uneven = BinomialBound.effectiveLooks([true, false, false, false], groups: [0, 0, 0, 0], weights: [3, 1, 1, 1])
        #expect(uneven == (0.5, 3))
    }
}
