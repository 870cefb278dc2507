import Foundation
import Frames
import Review
import Testing
@testable import TUI

@Suite("Comfort")
struct AppComfortTests {
    let project: SmallProject
    let bench: Bench

    init() throws {
        project = try SmallProject()
        try project.predict()
        bench = try Bench(project)
    }

    private func command(_ line: String) {
        bench.press(.character(":"))
        bench.type(line)
        bench.press(.enter)
    }

    @Test("themes differ in colour alone, and mono has none", arguments: [80, 120])
    func themes(width: Int) {
        bench.take([.terminal(.resize(width: width, height: 40))])
        let shown = ThemeName.allCases.map { drawScreen(bench.state, Pictures(), Theme(name: $0)).surface }
        #expect(shown[0].cells.map(\.character) == shown[1].cells.map(\.character) && shown[0] != shown[1] && shown[0] != shown[3])
        #expect(shown[2].cells.allSatisfy { $0.style.foreground.rgb == nil && $0.style.background.rgb == nil })
    }

    @Test("in every coloured theme no two classes have one colour", arguments: ThemeName.allCases.filter { $0 != .mono })
    func classes(name: ThemeName) {
        let theme = Theme(name: name)
        #expect(Set(RarityClass.allCases.map { theme.style($0).foreground.rgb }).count == 5)
    }

    @Test(":theme takes one of the names and says which there are")
    func themeCommand() {
        command("theme light")
        #expect(bench.state.theme == .light)
        command("theme pink")
        #expect(bench.state.theme == .light && bench.state.message?.text.contains("dark, light, mono, safe") == true)
    }

    @Test("the view is taken up again at the next start; a theme of the settings counts more")
    func rememberedView() {
        command("theme light")
        bench.press(.character("h"), .character("a"))
        let kept = bench.state.rememberedView
        #expect(kept == "theme=light histogram=panel advance=off")
        var next = AppState(reviewer: "Ada")
        next.take(rememberedView: kept + " nonsense what=ever histogram=no", settingsHaveTheme: false)
        #expect(next.theme == .light && next.histogram == .panel && !next.autoAdvance)
        next = AppState(reviewer: "Ada")
        next.take(rememberedView: kept, settingsHaveTheme: true)
        #expect(next.theme == .dark)
    }

    @Test("a key can be given to another command, taken from one, and switched off")
    func remap() throws {
        let keymap = try Keymap(changes: ["histogram": ["F2", "H"], "train": []])
        #expect(keymap.binding(for: .function(2), in: .review)?.command == .histogram)
        #expect(keymap.binding(for: .character("h"), in: .review) == nil)
        #expect(keymap.binding(for: .character("H"), in: .review)?.command == .histogram, "the default yields")
        #expect(keymap.binding(for: .character("T"), in: .review) == nil)
        #expect(keymap.notes.isEmpty, "previous-shot has { left")
        #expect(try Keymap(changes: ["histogram": ["n"]]).notes == ["n is histogram now, so next-disagreement has no key: :next-disagreement"])
        bench.state.keymap = keymap
        bench.press(.character("T"))
        #expect(bench.outside.isEmpty)
        bench.press(.function(2))
        #expect(bench.state.histogram == .panel)
    }

    @Test("what cannot be a keymap says why", arguments: [
        (["histogramm": ["H"]], "histogramm is no command; did you mean histogram?"),
        (["histogram": ["Hyper-x"]], "\"Hyper-x\" is no key; keys are like x, Ctrl-R, Space, Enter, F5, PgDn, Up."),
        (["histogram": ["F5"], "train": ["F5"]], "F5 is given to histogram and to train, which are on one screen."),
    ])
    func badKeys(changes: [String: [String]], reason: String) {
        #expect { try Keymap(changes: changes) } throws: { "\($0)" == reason }
    }

    @Test("a click goes to the frame of the strip or the timeline, and selects a cell of the matrix")
    func mouse() throws {
        bench.take([.terminal(.resize(width: 120, height: 50))])
        bench.press(.character("m"))
        #expect(bench.outside == [.mouse(true)])
        let layout = MainLayout(width: 120, height: 50)
        let places = stripPlaces(bench.state, layout.strip)
        let place = try #require(places.dropFirst(2).first)
        bench.take([.terminal(.mouse(MousePress(.left, x: place.rect.x + 1, y: place.rect.y)))])
        #expect(bench.state.cursor == place.position)
        bench.take([.terminal(.mouse(MousePress(.left, x: layout.timeline.right - 2, y: layout.timeline.y)))])
        #expect(bench.state.cursor == 39)
        bench.take([.terminal(.mouse(MousePress(.wheelUp, x: 1, y: 1)))])
        #expect(bench.state.cursor == 38)
        bench.press(.character("M"))
        bench.take([.jobDone(.evaluated(try project.evaluated()))])
        let rect = MatrixGrid(pageRect(width: 120, height: 50)).rect(.rare, .legendary)
        bench.take([.terminal(.mouse(MousePress(.left, x: rect.x + 1, y: rect.y)))])
        #expect(bench.state.reports.cell == MatrixCell(label: .rare, predicted: .legendary))
    }

    @Test("p plays the shot by its timecodes and stops at its end, any key stops it")
    func play() {
        bench.take([.clock(1_000)])
        bench.press(.character("p"))
        #expect(bench.state.playing?.due == 1_250, "six frames of 24 a second")
        bench.take([.clock(1_200)])
        #expect(bench.state.cursor == 0)
        for i in 0..<20 { bench.take([.clock(1_250 + i * 250)]) }
        #expect(bench.state.cursor == 9 && bench.state.playing == nil)
        bench.press(.character("p"))
        #expect(bench.state.cursor == 0 && bench.state.playing != nil)
        bench.press(.character("j"))
        #expect(bench.state.playing == nil && bench.state.cursor == 1)
    }

    @Test("z goes nearer, Shift-arrows move the part, which stays within the frame, Esc shows the whole")
    func zoom() {
        bench.press(.character("z"), .character("z"), .shiftRight, .shiftDown)
        #expect(bench.state.window.zoom == 4 && bench.state.window.x == 36 && bench.state.window.y == 36)
        for _ in 0..<30 { bench.press(.shiftRight) }
        #expect(bench.state.window.x == 56)
        #expect(bench.state.cursor == 0)
        bench.press(.escape)
        #expect(bench.state.window == .whole)
        bench.press(.shiftRight)
        #expect(bench.state.cursor == 0 && bench.state.message?.tone == .bad)
    }

    @Test("a part of a picture has its pixels")
    func crop() {
        let image = RGBImage(width: 8, height: 8, pixels: (0..<64).flatMap { [UInt8($0), UInt8($0), UInt8($0)] })
        var window = PictureWindow()
        window.zoom(1)
        #expect(window.cropped(image).pixels.prefix(3) == [18, 18, 18])
        for _ in 0..<9 { window.pan(1, 1) }
        #expect(window.cropped(image).pixels.suffix(3) == [63, 63, 63])
    }

    @Test("= keeps a frame beside the next ones")
    func pin() {
        bench.press(.character("="), .character("j"))
        #expect(bench.state.pinned == 0 && bench.state.cursor == 1)
        let (surface, _) = drawScreen(bench.state, Pictures(), Theme())
        #expect(drawn(surface).contains("◆ Uncommon  00:00:00.00") && drawn(surface).contains("○ Common  00:00:00.06"))
        bench.press(.escape)
        #expect(bench.state.pinned == nil)
    }

    @Test("what another reviewer decided meanwhile is shown as soon as the cursor comes to it, in every part of the panel")
    func others() throws {
        let frame = try #require(bench.state.film?.frames[1])
        try project.store.decide(Decision(.label(.legendary), items: [Decision.Item(frame: frame.id)], reviewer: "Bo"))
        bench.press(.character("j"))
        #expect(bench.state.current?.state.label == .legendary && bench.state.details?.opinions.map(\.reviewer) == ["Bo"])
    }

    @Test("y copies the frame's address, also before anything else is known of it; o wants a viewer")
    func copy() {
        bench.state.details = nil
        bench.press(.character("y"), .character("o"))
        #expect(bench.outside == [.copy("https://h/TT_S01_E01_FRM-00-00-00-00.jpg")])
        bench.state.viewer = "feh"
        bench.press(.character("o"))
        #expect(bench.outside.last == .view(FrameNumber(text: "TT_S01_E01_FRM-00-00-00-00")!))
    }

    @Test("the tour goes on when a step is done, and is not shown again")
    func tour() throws {
        command("tour")
        #expect(bench.state.tour == 0)
        bench.press(.character("j"))
        #expect(bench.state.tour == 1)
        bench.press(.character("4"))
        #expect(try project.store.frames(EpisodeCode(season: 1, episode: 1))[1].state.label == .rare, "keys mean what they always mean")
        bench.press(.character("u"), .character("n"), .character("Q"), .escape, .character("j"))
        #expect(bench.state.tour == nil)
        #expect(try project.store.setting(AppState.tourSetting) == "done")
        command("tour")
        bench.press(.escape)
        #expect(bench.state.tour == nil)
    }

    @Test("on the sheet v marks a range, a label key corrects the marked tiles, x takes them out")
    func sheetMarks() {
        let tiles = (0..<6).map { ContactSheet.Tile(number: FrameNumber(text: "TT_S01_E01_FRM-00-00-00-0\($0)")!, imageFolder: nil, frames: [FrameID($0 + 1)], shown: .init(), rarity: .common) }
        bench.take([.tiles(tiles, .queue(.suspects))])
        bench.press(.character("v"), .right, .right, .character("v"), .character("5"))
        #expect(bench.state.sheet?.tiles.map(\.rarity) == [.legendary, .legendary, .legendary, .common, .common, .common])
        bench.press(.right, .character(" "), .character("x"))
        #expect(bench.state.sheet?.tiles.map(\.isOut) == [false, false, false, true, false, false])
        bench.press(.character("*"), .escape)
        #expect(bench.state.sheet?.marks == [])
        bench.press(.escape)
        #expect(bench.state.screen == .review)
    }

    @Test("a filter by who decided and when; Tab completes its fields and values")
    func filterByReviewer() throws {
        try project.review()
        bench.press(.character("f"))
        bench.type("by=bo since=2020-01-01")
        bench.press(.enter)
        #expect(bench.state.matches == [4, 5, 6])
        bench.press(.escape, .character("f"))
        bench.type("label=ra")
        bench.press(.tab)
        #expect(bench.state.prompt?.text == "label=rare")
        bench.type(" pred!=la")
        bench.press(.tab)
        #expect(bench.state.prompt?.text == "label=rare pred!=label")
        bench.type(" dif")
        bench.press(.tab, .enter)
        #expect(bench.state.filter?.text == "label=rare pred!=label differs")
        #expect(throws: FilterError.self) { try Filter("since=soon") }
        #expect(throws: FilterError.self) { try Filter("since<yesterday") }
    }
}
