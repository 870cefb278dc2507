import Frames
import Testing
@testable import TUI

@Suite("Filter")
struct FilterTests {
    let project: SmallProject
    let bench: Bench

    init() throws {
        project = try SmallProject()
        try project.predict()
        bench = try Bench(project)
    }

    private func filter(_ text: String) {
        bench.press(.character("f"))
        bench.type(text)
        bench.press(.enter)
    }

    @Test("terms narrow the frames", arguments: [
        ("label=uncommon", 13), ("label=uncommon,rare", 14), ("label!=common", 14), ("label>=uncommon", 14), ("pred=rare", 10),
        ("pred!=label", 20), ("differs", 20), ("conf<.75", 10), ("conf<75", 10), ("shot=2", 10), ("scene=1", 20), ("frame<=5", 5), ("subject~emi", 6),
        ("source=jonny", 1), ("human", 14), ("unreviewed", 40), ("reviewed", 0), ("label=u pred=rare", 4), ("label=none", 0), ("subject~\"em\"", 6),
    ])
    func narrows(text: String, count: Int) {
        filter(text)
        #expect(bench.state.matches?.count == count, "\(bench.state.message?.text ?? "")")
    }

    @Test("what the model sees is asked of it once, and a model that has learned no subjects says so")
    func sights() {
        filter("sees~emi")
        #expect(bench.state.matches == [] && bench.state.film?.sights == [:])
        let frames = bench.state.film?.frames.map(\.id) ?? []
        bench.take([.sights([frames[3]: ["Emily", "Ship"], frames[8]: ["emil"]], of: EpisodeCode(season: 1, episode: 1))])
        #expect(bench.state.matches == [3, 8] && bench.state.cursor == 3)
        bench.press(.escape)
        filter("sees~ship subject!=emily")
        #expect(bench.state.matches == [3])
    }

    @Test("an error points at the place and keeps the line", arguments: [
        ("label=rar pred", 14), ("colour=red", 0), ("conf<x", 0), ("label=legendery", 0), ("reviewed=1", 8), ("", 0),
    ])
    func errors(text: String, position: Int) {
        filter(text)
        guard !text.isEmpty else {
            #expect(bench.state.filter == nil && bench.state.prompt == nil)
            return
        }
        #expect(bench.state.prompt?.text == text)
        #expect(bench.state.prompt?.caret == position)
        #expect(bench.state.message?.tone == .bad)
    }

    @Test("moving keys see only the filter's frames, and Esc takes it away last")
    func moving() {
        filter("label=uncommon")
        #expect(bench.state.cursor == 0)
        bench.press(.character("j"))
        #expect(bench.state.cursor == 3)
        bench.press(.character("G"))
        #expect(bench.state.cursor == 39)
        bench.press(.character("k"), .character(" "), .escape)
        #expect(bench.state.filter != nil && bench.state.marks.isEmpty)
        bench.press(.escape)
        #expect(bench.state.filter == nil)
    }

    @Test("a label moves on to the next frame of the filter")
    func advance() {
        filter("label=uncommon")
        bench.press(.character("5"))
        #expect(bench.state.cursor == 3)
    }
}
