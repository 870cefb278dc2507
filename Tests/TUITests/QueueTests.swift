import Frames
import Review
import Testing
@testable import TUI

@Suite("Reviewing by a queue")
struct QueueTests {
    let project: SmallProject
    let bench: Bench

    init() throws {
        project = try SmallProject()
        try project.predict()
        bench = try Bench(project)
        bench.state.queue = .suspects
        bench.state.awaitsItem = true
    }

    private func item(_ positions: ClosedRange<Int>, suggested: RarityClass? = .rare, split: [Int] = []) -> QueueItem {
        let frames = bench.state.film?.frames ?? []
        return QueueItem(frames: positions.map { frames[$0].id }, positions: Array(positions), shot: positions.lowerBound / 10, suggested: suggested,
                         why: "a test", split: split)
    }

    private func page(_ items: QueueItem...) {
        bench.take([.queue(QueuePage(name: .suspects, items: items, left: items.count), of: EpisodeCode(season: 1, episode: 1))])
    }

    private func label(_ position: Int) throws -> RarityClass? { try project.store.frames(EpisodeCode(season: 1, episode: 1))[position].state.label }

    @Test("the first item is shown when the queue opens")
    func opens() {
        page(item(20...29), item(0...4))
        #expect(bench.state.cursor == 20)
        #expect(bench.state.itemAtCursor?.frames.count == 10)
    }

    @Test("one key labels all frames of the item, and the event says which queue showed it")
    func oneKey() throws {
        page(item(20...29))
        bench.press(.character("5"))
        #expect(try (20...29).allSatisfy { try label($0) == .legendary })
        #expect(try label(30) != .legendary)
        #expect(try project.store.yield(of: .suspects).keys == 1)
    }

    @Test("Enter accepts the suggestion for the whole item")
    func accept() throws {
        page(item(20...22, suggested: .junk))
        bench.press(.enter)
        #expect(try label(20) == .junk && label(22) == .junk)
    }

    @Test("keys that come before the next item are kept for it")
    func held() throws {
        page(item(20...22), item(30...32))
        bench.press(.character("5"), .character("1"))
        #expect(try label(20) == .legendary, "the second key is not for the first item")
        page(item(30...32))
        #expect(try label(30) == .junk && label(20) == .legendary)
    }

    @Test("a page that comes while the reviewer looks moves nothing")
    func calm() {
        page(item(20...22), item(30...32))
        page(item(0...2), item(20...22))
        #expect(bench.state.cursor == 20)
    }

    @Test("J goes on without deciding, K back; the end of the queue is told")
    func skip() {
        page(item(20...22), item(30...32))
        bench.press(.character("J"))
        #expect(bench.state.cursor == 30)
        bench.press(.character("J"))
        #expect(bench.state.cursor == 30 && bench.state.message != nil)
        bench.press(.character("K"))
        #expect(bench.state.cursor == 20)
    }

    @Test("an empty page ends the queue, and Esc leaves it")
    func ends() {
        page(item(20...22))
        bench.press(.escape)
        #expect(bench.state.queue == nil)
        bench.state.queue = .suspects
        bench.state.awaitsItem = true
        page()
        #expect(bench.state.queue == nil)
    }

    @Test("| splits the shot where the queue suggests it, and u takes it back")
    func split() throws {
        page(item(20...29, split: [4]))
        bench.press(.character("|"))
        let code = EpisodeCode(season: 1, episode: 1)
        #expect(try project.store.shots(code).contains { $0.first == 24 })
        bench.press(.character("u"))
        #expect(try !project.store.shots(code).contains { $0.first == 24 })
    }

    @Test("& joins a shot to the one before, b lets it begin at the cursor")
    func joinAndMove() throws {
        bench.press(.escape)
        let code = EpisodeCode(season: 1, episode: 1)
        bench.press(.character("/"))
        bench.type("14")
        bench.press(.enter, .character("b"))
        #expect(try project.store.shots(code).map(\.first) == [0, 13, 20, 30])
        bench.press(.character("&"))
        #expect(try project.store.shots(code).map(\.first) == [0, 20, 30])
        bench.press(.character("u"), .character("u"))
        #expect(try project.store.shots(code).map(\.first) == [0, 10, 20, 30])
    }

    @Test("in a blind queue no label and no prediction is drawn, and the event says so")
    func blind() throws {
        bench.state.queue = .audit
        bench.take([.queue(QueuePage(name: .audit, items: [item(20...20, suggested: nil)], left: 1), of: EpisodeCode(season: 1, episode: 1))])
        let (surface, _) = drawScreen(bench.state, Pictures(), Theme())
        let text = String(surface.cells.map(\.character))
        #expect(!text.contains("Uncommon") && !text.contains("Common") && !text.contains("Rare"))
        bench.press(.character("2"))
        #expect(try project.store.log(limit: 1, before: nil).first?.blind == true)
    }

    @Test("Q lists the queues, Enter opens one")
    func picker() {
        bench.state.leaveQueue()
        bench.press(.character("Q"))
        #expect(bench.state.picker?.rows.count == QueueName.allCases.count)
        bench.press(.character("j"), .enter)
        #expect(bench.state.queue == .newEpisode && bench.state.picker == nil)
    }
}

@Suite("The contact sheet")
struct SheetTests {
    let project: SmallProject
    let bench: Bench

    init() throws {
        project = try SmallProject()
        try project.predict()
        bench = try Bench(project)
    }

    private func tile(_ positions: ClosedRange<Int>, _ rarity: RarityClass?) -> ContactSheet.Tile {
        let frames = bench.state.film?.frames ?? []
        return ContactSheet.Tile(number: frames[positions.lowerBound].number, imageFolder: nil, frames: positions.map { frames[$0].id },
                                 shown: Decision.Shown(predicted: rarity), rarity: rarity)
    }

    private func label(_ position: Int) throws -> RarityClass? { try project.store.frames(EpisodeCode(season: 1, episode: 1))[position].state.label }

    @Test("the wrong tile is corrected, one is taken out, Enter accepts the rest as one step")
    func queueSheet() throws {
        bench.take([.tiles([tile(20...22, .rare), tile(30...32, .rare), tile(10...12, .junk)], .queue(.newEpisode))])
        #expect(bench.state.screen == .sheet)
        bench.press(.character("5"), .character("x"), .enter)
        #expect(try label(20) == .legendary && label(22) == .legendary)
        #expect(try label(30) != .rare)
        #expect(try label(10) == .junk)
        #expect(bench.state.screen == .review)
        bench.press(.character("u"))
        #expect(try label(20) != .legendary && label(10) != .junk)
    }

    @Test("among look-alikes one key labels all that are in")
    func lookAlikes() throws {
        let own = bench.state.film!.frames[0].number
        bench.take([.tiles([tile(20...20, .rare), tile(30...30, .common)], .lookAlikes(of: own))])
        bench.press(.character("x"), .character("2"))
        #expect(try label(30) == .common && label(20) != .rare)
    }

    @Test("arrows move among the tiles as they stand on the screen, and Esc closes the sheet")
    func moves() {
        bench.take([.tiles((0..<9).map { tile($0...$0, .rare) }, .queue(.suspects))])
        bench.press(.down)
        #expect(bench.state.sheet?.selected == bench.state.sheet!.grid(width: 100, height: 30).across)
        let before = bench.state.sheet!.grid(width: 100, height: 30)
        #expect(before.across * before.down >= 9, "all tiles are in sight")
        bench.press(.left, .character("+"))
        #expect(bench.state.sheet!.grid(width: 100, height: 30).columns > before.columns)
        let (surface, _) = drawScreen(bench.state, Pictures(), Theme())
        #expect(String(surface.cells.map(\.character)).contains("★ Rare"))
        bench.press(.escape)
        #expect(bench.state.sheet == nil && bench.state.screen == .review)
    }
}
