import Foundation
import Frames
@testable import Review
import Testing
@testable import TUI

/// Every report screen at five sizes; how goldens are written anew: ScreenTests.
@Suite("Report screens as pictures")
struct ReportScreenTests {
    static let sizes = [(80, 24), (120, 40), (200, 60), (60, 16), (40, 10)]

    @Test("confusion matrix", arguments: sizes)
    func confusion(width: Int, height: Int) throws {
        let (bench, project) = try bench(width, height)
        bench.press(.character("M"))
        bench.take([.jobDone(.evaluated(try project.evaluated()))])
        try bench.compare("confusion-\(width)x\(height)")
    }

    @Test("tuning", arguments: sizes)
    func tuning(width: Int, height: Int) throws {
        let (bench, project) = try bench(width, height)
        bench.press(.character("t"))
        bench.state.reports.tuning = try project.tuning()
        try bench.compare("tuning-\(width)x\(height)")
    }

    @Test("estimate", arguments: sizes)
    func estimate(width: Int, height: Int) throws {
        let (bench, project) = try bench(width, height)
        bench.press(.character("i"))
        bench.take([.jobDone(.estimated(project.estimated()))])
        try bench.compare("estimate-\(width)x\(height)")
    }

    @Test("training, while a job runs", arguments: sizes)
    func jobs(width: Int, height: Int) throws {
        let (bench, project) = try bench(width, height)
        bench.press(.character("P"), .character("T"))
        bench.state.reports.tuning = try project.tuning()
        for i in 0..<40 { bench.take([.jobProgress(StageProgress(title: "training", done: i, total: 60, detail: "loss \(1 / Double(i + 2))"))]) }
        bench.state.reports.models = []
        try bench.compare("training-\(width)x\(height)")
    }

    @Test("models", arguments: sizes)
    func models(width: Int, height: Int) throws {
        let (bench, _) = try bench(width, height)
        bench.press(.character("R"))
        bench.state.reports.models = made()
        try bench.compare("models-\(width)x\(height)")
    }

    @Test("two models compared", arguments: sizes)
    func comparison(width: Int, height: Int) throws {
        let (bench, _) = try bench(width, height)
        bench.press(.character("R"))
        var one = ModelComparison(before: "ridge-0001", after: "ridge-0002", labelled: 60, rightBefore: 48, rightAfter: 53)
        (one.unlabelled, one.changedUnlabelled) = (20, 4)
        let numbers = bench.state.film?.frames.map(\.number.description) ?? []
        one.toRight = (0..<7).map { .init(frame: numbers[$0], label: .rare, before: .common, after: .rare) }
        one.toWrong = (10..<12).map { .init(frame: numbers[$0], label: .common, before: .common, after: .uncommon) }
        bench.take([.loaded(.comparison(one))])
        try bench.compare("comparison-\(width)x\(height)")
    }

    @Test("history of the project", arguments: sizes)
    func history(width: Int, height: Int) throws {
        let (bench, project) = try bench(width, height)
        try project.review()
        bench.press(.character("D"), .character("j"))
        bench.freezeTimes()
        try bench.compare("history-\(width)x\(height)")
    }

    @Test("reviewers", arguments: sizes)
    func reviewers(width: Int, height: Int) throws {
        let (bench, project) = try bench(width, height)
        try project.review()
        bench.press(.character("W"))
        bench.freezeTimes()
        try bench.compare("reviewers-\(width)x\(height)")
    }

    @Test("progress", arguments: sizes)
    func overview(width: Int, height: Int) throws {
        let (bench, project) = try bench(width, height)
        try project.review()
        bench.press(.character("O"))
        try bench.compare("overview-\(width)x\(height)")
    }

    private func bench(_ width: Int, _ height: Int) throws -> (Bench, SmallProject) {
        let project = try SmallProject()
        try project.predict()
        let bench = try Bench(project)
        bench.keep = project
        bench.take([.terminal(.resize(width: width, height: height))])
        return (bench, project)
    }

    private func made() -> [ModelRecord] {
        (1...4).reversed().map { i in
            let right = 0.7 + Double(i) * 0.04
            func figures(_ right: Double) -> String {
                #"{"frames":400,"groups":20,"right":\#(right),"macro_f1":\#(right - 0.1),"recall":[0.9,0.95,0.7,0.6,null],"ece_raw":0.1,"ece":0.04,"confusion":[]}"#
            }
            let metrics = #"{"classes":["Junk","Common","Uncommon","Rare","Legendary"],"labels":[40,200,90,60,\#(i)],"labelled_shots":40,"validation":{"scenes":\#(figures(right)),"shots":\#(figures(right + 0.05)),"random":\#(figures(0.99)),"temperature":1.2,"folds":5,"seed":0}}"#
            return ModelRecord(id: Int64(i), name: "ridge-000\(i)", kind: "ridge", parent: i > 1 ? "ridge-000\(i - 1)" : nil, settings: "{}", metrics: metrics, lastEvent: 0,
                               made: 1_780_000_000_000 + Int64(i) * 3_600_000, isCurrent: i == 4, revision: 0)
        }
    }
}

extension Bench {
    /// The clock of the store, taken out of what is drawn.
    func freezeTimes() {
        let time: Int64 = 1_780_000_000_000
        for i in (state.reports.history?.batches ?? []).indices { state.reports.history?.batches[i].time = time - Int64(i) * 60_000 }
        for i in state.reports.reviewers.indices {
            state.reports.reviewers[i].latest = time
            state.reports.reviewers[i].pace = ReviewPace()
        }
    }
}
