import Foundation
import Testing
@testable import Model

@Suite struct ConfidentLearningTests {
    @Test("the sample's issues are cleanlab's, in cleanlab's order")
    func sample() throws {
        let golden = try EvaluationFixture.json("labels_sample_issues.json", as: EvaluationFixture.Issues.self)
        let made = ConfidentLearning(try EvaluationFixture.sample().table)
        #expect(made.issues == golden.issues)
        #expect(made.joint.raw == golden.confident_joint_raw)
        #expect(made.joint.calibrated == golden.confident_joint)
        for (ours, theirs) in zip(made.joint.thresholds + made.selfConfidence + made.normalizedMargin,
                                  golden.thresholds + golden.self_confidence + golden.normalized_margin) {
            #expect(abs(ours - theirs) <= 1e-9)
        }
    }

    @Test("so are those of random tables, by either rank")
    func tables() throws {
        for one in try EvaluationFixture.cases() {
            let made = ConfidentLearning(one.table)
            #expect(made.joint.raw == one.confident_joint_raw, "\(one)")
            #expect(made.joint.calibrated == one.confident_joint, "\(one)")
            #expect(zip(made.joint.thresholds, one.thresholds).allSatisfy { abs($0 - $1) <= 1e-12 }, "\(one)")
            #expect(made.issues == one.by_self_confidence, "\(one)")
            #expect(ConfidentLearning(one.table, rank: .normalizedMargin).issues == one.by_normalized_margin, "\(one)")
        }
    }

    @Test("on any table an issue is a row whose label is not its most probable class, each once, the least sure first",
          arguments: 0..<60 as Range<UInt64>)
    func anyTable(seed: UInt64) {
        let table = EvaluationFixture.random(seed), made = ConfidentLearning(table)
        #expect(Set(made.issues).count == made.issues.count)
        for row in made.issues { #expect(table.row(row).max() ?? 0 > table.selfConfidence(row)) }
        let confidence = made.issues.map(table.selfConfidence)
        #expect(confidence == confidence.sorted())
        #expect(made.joint.calibrated.joined().reduce(0, +) == table.count)
        let plain = PlainConfidentJoint(table)
        #expect(made.joint.raw == plain.raw)
        for (given, row) in made.joint.pruneCounts.enumerated() {
            for (truth, most) in row.enumerated() where truth != given {
                #expect(most <= made.joint.calibrated[given][truth])
            }
        }
    }

    @Test("rounding keeps the sum: up where most is lost, of equals the later; down where most was gained, of equals the earlier")
    func rounding() {
        #expect(roundedKeepingSum([1.4, 1.4, 0.2]) == [1, 2, 0])
        #expect(roundedKeepingSum([0.6, 0.6, 0.6, 0.2]) == [0, 1, 1, 0])
        #expect(roundedKeepingSum([2.5, 0.5, 1]) == [2, 1, 1])
        #expect(roundedKeepingSum([]) == [])
    }
}

/// The loop of the paper, a line a rule.
private struct PlainConfidentJoint {
    var raw: [[Int]]

    init(_ table: LabelledProbabilities) {
        let classes = 0..<table.classes
        let thresholds = classes.map { k -> Double in
            let own = table.labels.indices.filter { table.labels[$0] == k }.map { table[$0, k] }
            return own.isEmpty ? 2 : max(2e-6, own.reduce(0, +) / Double(own.count))
        }
        raw = classes.map { _ in classes.map { _ in 0 } }
        for (i, label) in table.labels.enumerated() {
            let sure = classes.filter { table[i, $0] >= thresholds[$0] - 1e-6 }
            if sure.count == 1 { raw[label][sure[0]] += 1 }
            if sure.count > 1 { raw[label][classes.max { (table[i, $0], -$0) < (table[i, $1], -$1) } ?? 0] += 1 }
        }
        for k in classes where raw[k][k] == 0 { raw[k][k] = 1 }
    }
}
