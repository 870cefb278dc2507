import Frames
@testable import Review
import Testing
@testable import TUI

@Suite("Report screens")
struct ReportTests {
    let project: SmallProject
    let bench: Bench
    let first = EpisodeCode(season: 1, episode: 1), second = EpisodeCode(season: 1, episode: 2)

    init() throws {
        project = try SmallProject()
        try project.predict()
        bench = try Bench(project)
    }

    private func label(_ position: Int) throws -> RarityClass? { try project.store.frames(first)[position].state.label }

    private func command(_ line: String) {
        bench.press(.character(":"))
        bench.type(line)
        bench.press(.enter)
    }

    @Test("one key opens a screen, the same key or Esc closes it", arguments: ["E", "O", "M", "t", "i", "P", "R", "d", "D", "W"] as [Character])
    func openAndClose(key: Character) {
        bench.press(.character(key))
        let screen = bench.state.screen
        #expect(screen != .review)
        bench.press(.character(key))
        #expect(bench.state.screen == .review)
        bench.press(.character(key), .escape)
        #expect(bench.state.screen == .review)
    }

    @Test("M evaluates beside the app; arrows go over the cells, Enter opens the frames of one in both episodes")
    func confusion() throws {
        bench.press(.character("M"))
        #expect(bench.outside == [.start(.evaluate)])
        bench.take([.jobDone(.evaluated(try project.evaluated()))])
        #expect(bench.state.screen == .confusion && bench.state.job == nil)
        #expect(bench.state.reports.cell == MatrixCell(label: .rare, predicted: .junk) || bench.state.reports.cell.label == .rare)
        bench.press(.up, .up, .up, .up, .left, .left, .left, .left)
        #expect(bench.state.reports.cell == MatrixCell(label: .junk, predicted: .junk))
        bench.press(.enter)
        #expect(bench.state.screen == .review && bench.state.matches == [0, 5, 10, 15, 20, 25, 30, 35])
        bench.press(.end, .character("j"))
        #expect(bench.state.film?.code == second && bench.state.cursor == 0, "a list goes on in the next episode")
        #expect(bench.state.filter?.list?.numbers.count == 16)
        bench.press(.character("k"))
        #expect(bench.state.film?.code == first && bench.state.cursor == 35)
        bench.press(.escape)
        #expect(bench.state.filter == nil)
    }

    @Test("an empty cell says so and stays")
    func emptyCell() throws {
        bench.press(.character("M"))
        bench.take([.jobDone(.evaluated(try project.evaluated()))])
        bench.press(.up, .up, .up, .up, .right, .right, .right, .right, .enter)
        #expect(bench.state.screen == .confusion && bench.state.message?.text == "No frame labelled Junk is predicted Legendary.")
    }

    @Test("a job that runs is not started twice")
    func oneJob() {
        bench.press(.character("T"), .character("M"))
        #expect(bench.outside == [.start(.train)] && bench.state.message?.tone == .bad)
    }

    @Test("r asks before it takes a decision back, y does it, u does it again")
    func revert() throws {
        try project.review()
        bench.press(.character("D"))
        #expect(bench.state.reports.history?.batches.map(\.frames) == [1, 0, 5, 3, 10])
        bench.press(.end, .character("r"), .character("x"))
        #expect(try label(0) == .rare)
        bench.press(.character("r"), .character("y"))
        #expect(try label(0) == .uncommon)
        #expect(bench.state.film?.frames[0].state.label == .uncommon)
        bench.press(.character("u"))
        #expect(try label(0) == .rare)
        bench.press(.character("U"))
        #expect(try label(0) == .uncommon)
    }

    @Test("all of a reviewer since a time is taken back as one step, after a restart too")
    func revertAll() throws {
        try project.review()
        command("revert Ada today")
        #expect(bench.state.question?.text.contains("all 1 decision of Ada") == true)
        bench.press(.character("y"))
        #expect(try label(1) == .common)
        let anew = try Bench(project, reviewer: "Cleo")
        anew.press(.character("D"), .character("r"), .character("y"))
        #expect(try label(1) == .rare, "the newest line of the history is the revert")
        command("revert Ada tomorrow")
        #expect(bench.state.message?.text.contains("is no time") == true)
    }

    @Test("the history of a frame shows only what concerns it, and Enter goes to its frame")
    func frameHistory() throws {
        try project.review()
        bench.press(.character("j"), .character("d"))
        #expect(bench.state.reports.history?.batches.map(\.reviewer) == ["Ada"])
        bench.press(.enter)
        #expect(bench.state.screen == .review && bench.state.cursor == 0)
    }

    @Test("models: c makes one current, Enter compares and opens the frames that flipped")
    func models() throws {
        try project.review()
        let frames = try project.store.frames(first)
        let other = frames.map { ($0.id, [0, 0.1, 0.1, 0.1, 0.7] as [Float]) }
        try project.keep("later", other)
        bench.press(.character("R"), .end, .character("c"))
        #expect(try project.store.currentModel()?.name == "test")
        bench.press(.home, .enter)
        let comparison = try #require(bench.state.reports.comparison)
        #expect(comparison.before == "test" && comparison.after == "later")
        bench.state.reports.comparison?.toWrong = [3, 7].map { .init(frame: frames[$0].number.description, label: .rare, before: .rare, after: .junk) }
        bench.press(.down, .enter)
        #expect(bench.state.screen == .review && bench.state.matches == [3, 7])
    }

    @Test(":tune 5 starts the loop; Enter on its first row goes on, on another it goes to the frame")
    func tune() throws {
        command("tune lots")
        #expect(bench.outside.isEmpty && bench.state.message?.tone == .bad)
        command("tune 5")
        #expect(bench.outside == [.start(.tune(untilError: 5))] && bench.state.screen == .tuning)
        bench.take([.jobFailed("stopped")])
        bench.state.reports.tuning = try project.tuning()
        bench.press(.down, .enter)
        #expect(bench.state.screen == .review && bench.state.film?.code == second)
        bench.press(.character("t"))
        bench.state.reports.tuning = try project.tuning()
        bench.press(.home, .enter)
        #expect(bench.outside.last == .start(.tune(untilError: 5)))
    }

    @Test(":pass is the expert's pass: contested frames first")
    func pass() throws {
        bench.state.experts = ["Jonny"]
        command("pass")
        #expect(bench.state.reviewer == "Jonny" && bench.state.queue == .contested)
        #expect(bench.outside == [.openQueue(.contested, first, reviewer: "Jonny")])
        bench.take([.queue(QueuePage(name: .contested, items: [], left: 0), of: first)])
        #expect(bench.state.queue == .highPrice, "the next queue opens by itself")
        bench.press(.escape)
        #expect(bench.state.queue == nil && bench.state.pass == nil)
    }

    @Test("reviewers: keys, frames, errors found, and agreement with kappa; Enter shows one's decisions")
    func reviewers() throws {
        try project.review()
        bench.press(.character("W"))
        #expect(bench.state.reports.reviewers.map(\.name) == ["Bo", "Ada", "Jonny"])
        #expect(bench.state.reports.reviewers.map(\.frames) == [3, 10, 1])
        #expect(bench.state.reports.agreements.contains { $0.first == "ada" && $0.second == "bo" && $0.frames == 3 && $0.agreed == 0 })
        bench.press(.enter)
        #expect(bench.state.reports.history?.reviewer == "Bo")
        #expect(bench.state.reports.history?.batches.allSatisfy { $0.reviewer == "Bo" } == true)
    }

    @Test("a job's losses become a curve")
    func curve() {
        bench.press(.character("T"))
        for loss in [".91", ".55", "0.31"] { bench.take([.jobProgress(StageProgress(title: "training", done: 1, total: 3, detail: "epoch 1/3 loss \(loss)"))]) }
        #expect(bench.state.job?.curve == [0.91, 0.55, 0.31])
    }

    @Test(":estimate of another episode shows whose it is, and Enter opens that one with its queue")
    func estimateElsewhere() {
        command("estimate s01e02")
        #expect(bench.state.job?.order == .estimate(EpisodeCode(season: 1, episode: 2)))
        #expect(drawn(drawScreen(bench.state, Pictures(), Theme()).surface).contains("Estimate  S01E02"))
        bench.press(.enter)
        #expect(bench.state.film?.code.description == "S01E02" && bench.state.queue == .newEpisode)
    }

    @Test(":train names a network, its epochs or a training to go on with", arguments: [
        ("compact 10", "compact", 10, false), ("keras resume", "keras", nil, true), ("logistic", "logistic", nil, false),
    ] as [(String, String, Int?, Bool)])
    func trainOther(line: String, kind: String, epochs: Int?, resumes: Bool) throws {
        command("train " + line)
        let training = try #require(OtherTraining(line))
        #expect(training.kind == kind && training.epochs == epochs && training.resumes == resumes)
        #expect(bench.outside.last == .start(.trainOther(training)) && bench.state.screen == .jobs)
    }

    @Test("what is no training, no episode or no file is told, and nothing starts", arguments: [
        "train resnet", "train compact ten", "train logistic 5", "estimate S09E09", "report", "labels", "backup",
    ])
    func wrongWords(line: String) {
        command(line)
        #expect(bench.state.message?.tone == .bad && bench.state.job == nil)
    }
}
