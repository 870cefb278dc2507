// A person who presses anything at all: keys of the screen they are on, any other key, whole lines, the mouse, a paste; and
// the answers of a machine that finds queues, look-alikes and results at random.

import Frames
@testable import Review
@testable import TUI

/// Screens, and what may lie over them.
enum Place: String, CaseIterable {
    case review, sheet, episodes, overview, confusion, tuning, estimate, jobs, models, history, reviewers
    case jump, filter, command, note, wrongFilter, help, narrowedHelp, picker, question, tour
    case queue, filtered, blind, marks, tileMarks, pair, zoom, explanation, panel, largeHistogram, comparison, running, tooSmall

    /// Where a state is.
    static func of(_ state: AppState) -> [Place] {
        var places = [Place(rawValue: state.screen.rawValue)].compactMap { $0 }
        func add(_ place: Place, _ holds: Bool) { if holds { places.append(place) } }
        add(.jump, state.prompt?.purpose == .jump)
        add(.filter, state.prompt?.purpose == .filter)
        add(.command, state.prompt?.purpose == .command)
        add(.note, state.prompt?.purpose == .note)
        add(.wrongFilter, state.prompt?.trouble != nil)
        add(.help, state.help != nil)
        add(.narrowedHelp, state.help?.filter?.isEmpty == false)
        add(.picker, state.picker != nil)
        add(.question, state.question != nil)
        add(.tour, state.tour != nil)
        add(.queue, state.itemAtCursor != nil)
        add(.filtered, state.filter != nil)
        add(.blind, state.hidesOpinions)
        add(.marks, !state.marks.isEmpty)
        add(.tileMarks, state.sheet?.marks.isEmpty == false)
        add(.pair, state.pinned != nil)
        add(.zoom, state.window.zoom > 1)
        add(.explanation, state.explains)
        add(.panel, state.histogram == .panel)
        add(.largeHistogram, state.histogram == .large)
        add(.comparison, state.screen == .models && state.reports.comparison != nil)
        add(.running, state.job != nil)
        add(.tooSmall, MainLayout(width: state.width, height: state.height).kind == .tooSmall)
        return places
    }
}

final class RandomWalk {
    static let reviewers = ["Ada", "Jonny", "Bo"]
    private static let sizes = [(40, 10), (40, 10), (40, 10), (60, 16), (60, 16), (48, 12), (80, 24), (80, 24), (120, 40), (12, 4), (41, 20)]
    private static let lines = [
        "label=rare", "pred!=label", "lable=rare", "conf<x", "subject~emily sees~em", "by=ada since=2h", "label=", "\"", "0", "S01E02", "TT_S01_E01_FRM-00-00-00-06", "0:03",
        "tune 5", "tune x", "train compact 3", "train what", "estimate s01e02", "estimate", "pass", "pass Bo", "as Bo", "theme light", "theme safe", "theme dark", "theme mono",
        "theme pink", "revert Ada 2h", "revert", "decisions bo", "check", "backup", "labels x.csv", "manifests", "tour", "tune", "goto 7", "episode S01E01", "漢字 é",
    ]
    private static let anyKey: [Key] = Keymap.bindings.flatMap(\.keys) + "12345é漢\u{7f}".map(Key.character) + [.enter, .escape, .backspace, .delete, .backTab, .function(3), .control("u")]

    let bench: Bench
    private(set) var reached: Set<Place> = []
    /// Everybody who was at the keys.
    private(set) var names: Set<String> = []
    /// The first screen whose rows that were painted did not make the whole.
    private(set) var wronglyPainted: String?
    private var random: SeededGenerator
    private let project: SmallProject
    private var shown: [ArraySlice<Cell>] = []
    private var painted: Surface?
    private var steps = 0
    private var pictures = Pictures()
    private let evaluated: EvaluatedFrames
    private let board: TuningBoard

    /// - Parameter isStored: decisions go into the database; else they are answered as if they had, which is much cheaper.
    init(_ project: SmallProject, seed: UInt64, isStored: Bool = true) throws {
        self.project = project
        random = SeededGenerator(seed: seed)
        evaluated = try project.evaluated()
        board = try project.tuning()
        try project.keep("other", try project.store.frames(EpisodeCode(season: 1, episode: 1)).map { ($0.id, [0, 0.6, 0.2, 0.1, 0.1]) })
        bench = try Bench(project)
        let image = RGBImage(width: 32, height: 18, pixels: (0..<32 * 18 * 3).map { UInt8($0 % 251) })
        pictures.histogram = FrameHistogram(image)
        bench.elsewhere = { [unowned self] in answer($0) }
        // Most of the time of such a walk would go into questions whose answers change nothing but a line of text.
        bench.passesOver = { [unowned self] effect in
            switch effect {
            case .details, .load(.history), .load(.overview), .listQueues: return Int.random(in: 0..<6, using: &random) > 0
            case .store(_, let ticket), .storeAll(_, _, let ticket):
                if !isStored { bench.take([.stored(ticket: ticket, DecisionOutcome(batch: "", changed: [:], overruled: 0))]) }
                return !isStored
            case .undo, .redo, .editShots, .revert, .remember, .lease: return !isStored
            default: return false
            }
        }
    }

    /// One key, click, line or answer; then the screen is painted.
    func step() throws {
        switch Int.random(in: 0..<1_000, using: &random) {
        case 0..<4: resize()
        case 4..<8: bench.take([.terminal(.paste("35\u{1B}[31m q"))])
        case 8..<40: click()
        case 40..<52: line()
        case 52..<80: work()
        case 80..<84: bench.state.reviewer = Self.reviewers.randomElement(using: &random) ?? "Ada"
        case 84..<160: openScreen()
        case 160..<170: openTour()
        case 170..<180: narrowHelp()
        case 180..<700: press(keysHere.randomElement(using: &random))
        default: press(Self.anyKey.randomElement(using: &random))
        }
        bench.state.isQuitting = false                            // q and Ctrl-C twice: they come back at once
        names.insert(bench.state.reviewer)
        reached.formUnion(Place.of(bench.state))
        paint()
    }

    private func press(_ key: Key?) { if let key { bench.press(key) } }

    /// Keys that mean something on this screen.
    private var keysHere: [Key] {
        if bench.state.question != nil { return [.character("y"), .character("n")] }
        return bench.state.keymap.rows.filter { $0.screens.contains(bench.state.screen) }.flatMap(\.keys)
    }

    private func openScreen() {
        for _ in 0..<3 { bench.press(.escape) }
        press("EOMtiPRdDWQCLfh".randomElement(using: &random).map(Key.character))
        if Bool.random(using: &random) { bench.press(.down, .enter) }
    }

    private func openTour() {
        for _ in 0..<3 { bench.press(.escape) }
        bench.press(.character(":"))
        bench.type("tour")
        bench.press(.enter)
    }

    private func narrowHelp() {
        for _ in 0..<2 { bench.press(.escape) }
        bench.press(.character("?"), .character("/"), .character("a"))
    }

    private func line() {
        for _ in 0..<2 { bench.press(.escape) }
        press("f:/e".randomElement(using: &random).map(Key.character))
        bench.type(Self.lines.randomElement(using: &random) ?? "")
        if Int.random(in: 0..<4, using: &random) == 0 { bench.press(.tab) }
        bench.press(.enter)
    }

    private func click() {
        let button: MousePress.Button = [.left, .left, .wheelUp, .wheelDown].randomElement(using: &random) ?? .left
        bench.take([.terminal(.mouse(MousePress(button, x: Int.random(in: 0..<max(1, bench.state.width), using: &random), y: Int.random(in: 0..<max(1, bench.state.height), using: &random))))])
    }

    private func resize() {
        let size = Self.sizes.randomElement(using: &random) ?? (80, 24)
        bench.take([.terminal(.resize(width: size.0, height: size.1))])
    }

    /// What runs goes on, ends or fails; the clock goes on.
    private func work() {
        bench.take([.clock(bench.state.pace.now + Int.random(in: 0..<400, using: &random))])
        guard let job = bench.state.job else { return }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bench.take([.jobFailed("it was stopped")])
        case 1: bench.take([.jobDone(result(of: job.order))])
        default: bench.take([.jobProgress(StageProgress(title: "epoch \(Int.random(in: 1...3, using: &random))", done: 3, total: 9, detail: "loss 0.312 · error scenes 23.4 % · 12/s"))])
        }
    }

    private func result(of order: JobOrder) -> JobResult {
        switch order {
        case .train, .trainOther: return .trained("ridge-0009 trained in 0.3 s\n\nscenes 80 %")
        case .evaluate: return .evaluated(evaluated)
        case .tune:
            // The figures of a round come from a model alone.
            bench.state.reports.tuning = board
            return .done("Round 3")
        case .estimate: return .estimated(project.estimated())
        case .errand: return .done("All agrees.")
        }
    }

    /// What the learner, the desk and the terminal would say.
    private func answer(_ effect: Effect) -> [Input] {
        switch effect {
        case .openQueue(let name, let code, _):
            guard let film = bench.state.film, film.frames.count >= 12 else { return [] }
            let items = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                let first = Int.random(in: 0..<film.frames.count - 6, using: &random)
                let positions = Array(first..<first + Int.random(in: 1...6, using: &random))
                return QueueItem(frames: positions.map { film.frames[$0].id }, positions: positions, shot: first / 10, suggested: RarityClass.allCases.randomElement(using: &random),
                                 why: "by chance", split: Bool.random(using: &random) ? [positions.count - 1] : [])
            }
            return [.queue(QueuePage(name: name, items: items, left: items.count), of: code)]
        case .lookAlikes:
            guard let film = bench.state.film, let number = bench.state.current?.number else { return [] }
            let tiles = film.frames.shuffled(using: &random).prefix(9).map {
                ContactSheet.Tile(number: $0.number, imageFolder: nil, frames: [$0.id], shown: .init(label: $0.state.label, predicted: $0.prediction?.rarity), rarity: $0.prediction?.rarity)
            }
            return [.tiles(Array(tiles), .lookAlikes(of: number))]
        default: return []
        }
    }

    /// Paints as the terminal does, row by row where a row differs, and compares with the whole.
    private func paint() {
        let (surface, caret) = draw()
        if painted?.height != surface.height { shown = Array(repeating: [], count: surface.height) }
        for y in surface.rows(differingFrom: painted) { shown[y] = surface.cells[y * surface.width..<(y + 1) * surface.width] }
        painted = surface
        steps += 1
        // A row that was passed over equals the one before, so looking now and then is looking always.
        let isWhole = steps % 16 > 0 || (0..<surface.height).allSatisfy { shown[$0] == surface.cells[$0 * surface.width..<($0 + 1) * surface.width] }
        let isInside = caret.map { surface.width > $0.x && surface.height > $0.y && $0.x >= 0 && $0.y >= 0 } ?? true
        if wronglyPainted == nil, !isWhole || !isInside || shown.count != surface.height { wronglyPainted = drawn(surface) }
    }

    func draw() -> (surface: Surface, caret: (x: Int, y: Int)?) {
        drawScreen(bench.state, pictures, Theme(isUnicode: bench.state.reviewer != "Bo", name: bench.state.theme))
    }
}
