import Frames
import Review
import Testing
@testable import TUI

@Suite("Reviewing by keys")
struct ReducerTests {
    let project: SmallProject
    let bench: Bench

    init() throws {
        project = try SmallProject()
        try project.predict()
        bench = try Bench(project)
    }

    private func label(_ position: Int) throws -> RarityClass? { try project.store.frames(EpisodeCode(season: 1, episode: 1))[position].state.label }

    @Test("4 labels the frame Rare on the disk, then the app moves on")
    func labelAndAdvance() throws {
        bench.press(.character("4"))
        #expect(try label(0) == .rare)
        #expect(bench.state.film?.frames[0].state.label == .rare)
        #expect(bench.state.cursor == 1)
        #expect(bench.state.saving.isEmpty)
    }

    @Test("a label is shown only when the store has answered")
    func onlyWhenStored() {
        var state = bench.state
        let effects = state.reduce(.terminal(.key(.character("5"))))
        #expect(state.film?.frames[0].state.label == .uncommon)
        #expect(state.saving.count == 1)
        #expect(effects.contains { if case .store = $0 { true } else { false } })
    }

    @Test("a decision that is not stored says so, and the app stands on its frame")
    func notStored() {
        var state = bench.state
        _ = state.reduce(.terminal(.key(.character("5"))))
        _ = state.reduce(.notStored(ticket: state.saving.keys.first!, "the disk is full"))
        #expect(state.saving.isEmpty && state.cursor == 0)
        #expect(state.message?.text == "NOT saved: the disk is full")
    }

    @Test("auto-advance can be switched off")
    func stays() {
        bench.press(.character("a"), .character("4"))
        #expect(bench.state.cursor == 0)
    }

    @Test("Enter accepts the prediction")
    func accept() throws {
        bench.press(.enter)
        #expect(try label(0) == .rare)
    }

    @Test("s gives the shot the label just given in it, as one step that u takes back")
    func shot() throws {
        bench.press(.character("5"), .character("s"))
        #expect(try (0..<10).allSatisfy { try label($0) == .legendary || $0 == 9 })
        #expect(try label(9) == .rare, "Jonny's word stands")
        #expect(bench.state.cursor == 10)
        bench.press(.character("u"))
        #expect(try label(1) == .common && label(0) == .legendary)
        #expect(bench.state.cursor == 0, "undo shows what it changed")
    }

    @Test("with the shot as scope, one key labels it")
    func shotScope() throws {
        bench.press(.character("S"), .character("1"))
        #expect(try label(8) == .junk && label(10) == .common)
        #expect(bench.state.cursor == 10)
    }

    @Test("frames of the shot that were not looked at are marked as propagated")
    func propagated() throws {
        bench.press(.character("S"), .character("1"))
        let frames = try project.store.frames(EpisodeCode(season: 1, episode: 1))
        #expect(!frames[0].state.propagated && frames[1].state.propagated)
    }

    @Test("a label goes to the marks, a range is marked by v, and Esc clears it")
    func marks() throws {
        bench.press(.character("v"), .character("j"), .character("j"), .character("v"))
        #expect(bench.state.marks == [0, 1, 2])
        bench.press(.character("5"))
        #expect(try label(0) == .legendary && label(2) == .legendary && label(3) == .uncommon)
        #expect(bench.state.marks.isEmpty)
        bench.press(.character(" "), .escape)
        #expect(bench.state.marks.isEmpty)
    }

    @Test("n finds the next frame where label and prediction differ, ] the next unreviewed one")
    func searches() {
        bench.press(.character("n"))
        #expect(bench.state.cursor == 3)
        bench.press(.character("g"), .character("4"), .character("g"), .character("]"))
        #expect(bench.state.cursor == 1)
    }

    @Test("/ jumps by number, position, timecode, episode and subject", arguments: [
        ("TT_S01_E01_FRM-00-00-02-00", 8), ("12", 11), ("0:03", 12), ("emily", 7), ("tt_s01_e01_frm-00-00-00-06", 1),
    ])
    func jump(text: String, expected: Int) {
        bench.press(.character("/"))
        bench.type(text)
        bench.press(.enter)
        #expect(bench.state.cursor == expected, "\(bench.state.message?.text ?? "")")
    }

    @Test("/ with an episode opens it; with nonsense says so")
    func jumpElsewhere() {
        bench.press(.character("/"))
        bench.type("s01e02")
        bench.press(.enter)
        #expect(bench.state.film?.code == EpisodeCode(season: 1, episode: 2))
        bench.press(.character("/"))
        bench.type("nobody")
        bench.press(.enter)
        #expect(bench.state.message?.text.contains("nobody") == true)
    }

    @Test("pasted digits label nothing; in a prompt they are text")
    func paste() throws {
        bench.take([.terminal(.paste("5"))])
        #expect(try label(0) == .uncommon)
        bench.press(.character("e"))
        bench.take([.terminal(.paste("look\n5"))])
        #expect(bench.state.prompt?.text == "look5")
        bench.press(.enter)
        #expect(bench.state.current?.state.note == "look5")
    }

    @Test("0 is unsure, ! flags and takes the flag away")
    func unsureAndFlag() {
        bench.press(.character("a"), .character("0"), .character("!"))
        #expect(bench.state.current?.state.unsure == true && bench.state.current?.state.flagged == true)
        bench.press(.character("!"))
        #expect(bench.state.current?.state.flagged == false)
    }

    @Test("a key on a frame that Jonny decided is kept as an opinion, and the status line says so")
    func overruled() throws {
        bench.press(.character("/"))
        bench.type("10")
        bench.press(.enter, .character("1"))
        #expect(try label(9) == .rare)
        #expect(bench.state.message?.text.contains("opinion") == true)
    }

    @Test("redo does again what undo took back")
    func redo() throws {
        bench.press(.character("4"), .character("u"), .character("U"))
        #expect(try label(0) == .rare)
    }

    @Test(": runs a command by its name, Tab completes it")
    func command() {
        bench.press(.character(":"))
        bench.type("hist")
        bench.press(.tab, .enter)
        #expect(bench.state.histogram == .panel)
        bench.press(.character(":"))
        bench.type("as Jonny")
        bench.press(.enter)
        #expect(bench.state.reviewer == "Jonny")
    }

    @Test("? shows the keys, / narrows them, Enter runs the row")
    func help() {
        bench.press(.character("?"), .character("/"))
        bench.type("legendary")
        #expect(bench.state.help?.rows.map(\.name) == ["label-legendary"])
        bench.press(.enter)
        #expect(bench.state.film?.frames[0].state.label == .legendary)
        #expect(bench.state.help == nil)
    }

    @Test("Ctrl-C stops the job, not the app; with nothing to stop, the second one quits")
    func interrupt() {
        bench.press(.character("T"), .control("c"))
        #expect(bench.outside == [.start(.train), .cancelJob] && !bench.state.isQuitting)
        bench.take([.jobFailed("Stopped.")])
        bench.press(.control("c"))
        #expect(!bench.state.isQuitting)
        bench.press(.control("c"))
        #expect(bench.state.isQuitting)
    }
}
