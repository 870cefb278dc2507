// The loop: wait, drain all keys and answers, let the reducer decide, start what follows, paint once.

import Foundation
import Frames
import Review

/// The terminal application.
public final class App {
    /// Where to begin.
    public struct Start: Sendable {
        public var reviewer: String
        public var episode: EpisodeCode?
        public var frame: FrameNumber?
        public var queue: QueueName?
        public var colour: ColourMode?
        public var preferences: Preferences

        public init(reviewer: String, episode: EpisodeCode? = nil, frame: FrameNumber? = nil, queue: QueueName? = nil, colour: ColourMode? = nil,
                    preferences: Preferences = Preferences()) {
            self.reviewer = reviewer
            self.episode = episode
            self.frame = frame
            self.queue = queue
            self.colour = colour
            self.preferences = preferences
        }
    }

    private let terminal: Terminal
    private let store: ReviewStore
    private let jobs: Jobs
    private let mailbox: Mailbox
    private let gallery: Gallery
    private let storeWorker = Worker(name: "store")
    private let desk = Desk()
    private let learner: Learner
    private let started = ContinuousClock.now
    private var state: AppState
    /// Predictions are newer than what is stored of them.
    private var hasLearned = false

    /// Milliseconds without a key after which the reviewer rests.
    private static let rest = 3_000

    /// Runs the app until the reviewer leaves; the terminal is whole again afterwards.
    /// - Throws: `TerminalError` where there is no terminal to use; errors of the store at the start.
    public static func run(store: ReviewStore, start: Start, jobs: Jobs) throws {
        let app = try App(store: store, start: start, jobs: jobs)
        defer { app.close() }
        try app.begin(start)
        app.loop()
    }

    private init(store: ReviewStore, start: Start, jobs: Jobs) throws {
        self.store = store
        self.jobs = jobs
        state = AppState(reviewer: start.reviewer)
        terminal = try Terminal(colour: start.colour)
        let mailbox = Mailbox(waker: terminal.waker)
        self.mailbox = mailbox
        learner = Learner(store: store, prices: jobs.prices, mailbox: mailbox)
        let waker = terminal.waker
        gallery = Gallery(store, mode: terminal.isUnicode ? terminal.colourMode : .ascii, glyphs: start.preferences.glyphs) { waker.wake() }
        state.theme = start.preferences.theme ?? ThemeName.suiting(background: ProcessInfo.processInfo.environment["COLORFGBG"])
        if let kept = try? store.setting(viewSetting) { state.take(rememberedView: kept, settingsHaveTheme: start.preferences.theme != nil) }
        state.viewer = start.preferences.viewer
        state.keymap = start.preferences.keymap
        state.pace.today = Int64(Date().timeIntervalSince1970 * 1_000)
        let size = terminal.size
        state.width = size.width
        state.height = size.height
    }

    /// The first screen is loaded here and now: nothing can be shown before it.
    private func begin(_ start: Start) throws {
        state.experts = store.experts
        try FrameCache(store).makeFolders(store)
        handle(perform(.listEpisodes, on: store))
        let remembered = start.episode == nil ? lastPlace : nil
        let number = start.frame ?? remembered
        guard let code = number?.episode ?? start.episode ?? state.episodes.first?.code else { return }
        let place = number.map(Effect.Place.number) ?? .start
        handle(perform(.open(code, place), on: store))
        if let queue = start.queue { state.open(queue).forEach(carryOut) }
        if let note = state.keymap.notes.first { state.say("\(note) (rarity.toml)") }
        if start.preferences.pixels != .off {
            state.pixelWish = start.preferences.pixels
            state.askForPixels().forEach(carryOut)
        }
        if isFirstVisitToDemo { state.beginTour() }
        if state.model != nil { learner.refresh() }
        if state.model == nil, state.episodes.contains(where: { $0.labelled > 0 }) {
            state.job = Job(.train)
            carryOut(.start(.train))
        }
    }

    private func loop() {
        paint()
        while !state.isQuitting {
            let rest = hasLearned ? Self.rest : nil
            let due = [state.playing?.due, state.pixelsAskedUntil].compactMap { $0 }.min()
            let timeout = due.map { max(0, min($0 - milliseconds, rest ?? .max)) } ?? rest
            let events = terminal.wait(timeoutMilliseconds: timeout)
            if !events.isEmpty { desk.gate.close() }
            let inputs = events.map(Input.terminal) + mailbox.drain()
            if inputs.isEmpty && hasLearned && due == nil {
                hasLearned = false
                learner.conclude()
            }
            handle([.clock(milliseconds)] + inputs)
            if !state.isQuitting { paint() }
            if gallery.areShown { desk.gate.open() }
        }
    }

    private func handle(_ inputs: [Input]) {
        for input in inputs {
            latestOnly(state.reduce(input)).forEach(carryOut)
            teach(input)
        }
    }

    /// The live head learns what was stored, and begins anew with a new model.
    private func teach(_ input: Input) {
        switch input {
        case .stored(_, let outcome): learn(outcome.changed)
        case .undone(let outcome, _): learn(outcome.changed)
        case .reverted(let outcome, _): learn(outcome.changed)
        case .jobDone(.trained), .jobDone(.tuned), .modelUsed: learner.refresh()
        default: break
        }
    }

    private func learn(_ changed: [FrameID: FrameState]) {
        hasLearned = true
        learner.learn(changed)
    }

    /// Details are asked for at every step; only those of the last frame are worth a query.
    private func latestOnly(_ effects: [Effect]) -> [Effect] {
        effects.enumerated().filter { index, effect in
            switch effect {
            case .details: !effects.dropFirst(index + 1).contains { if case .details = $0 { true } else { false } }
            case .nearest: !effects.dropFirst(index + 1).contains { if case .nearest = $0 { true } else { false } }
            default: true
            }
        }.map(\.element)
    }

    private func carryOut(_ effect: Effect) {
        switch effect {
        case .start(let order):
            let jobs = jobs, store = store
            // One core is left to the person at the keys.
            let threads = max(1, ProcessInfo.processInfo.activeProcessorCount - 1)
            desk.start(threads: threads, mailbox: mailbox) { try order.run(store, jobs, $0) }
        case .openQueue(let name, let code, let reviewer):
            learner.open(name, code, reviewer: reviewer, filter: state.filter, film: state.film)
        case .nearest(let frame): learner.nearest(to: frame)
        case .lookAlikes(let frame, _): learner.lookAlikes(of: frame, model: state.model)
        case .cancelJob: desk.cancel()
        case .suspend: terminal.suspend()
        case .mouse(let isOn): terminal.listenToMouse(isOn)
        case .askForPixels: terminal.askForPixels()
        case .usePixels(let way): use(way)
        case .copy(let text): terminal.copy(text)
        case .view(let number): view(number)
        case .export(let code):
            guard let episode = state.episodes.first(where: { $0.code == code }) else { return }
            let export = jobs.export, store = store, mailbox = mailbox
            storeWorker.run {
                do { mailbox.post(.exported(try export(store, episode))) } catch { mailbox.post(.failed("\(error)")) }
            }
        default:
            let store = store, mailbox = mailbox
            storeWorker.run { perform(effect, on: store).forEach(mailbox.post) }
        }
    }

    private func paint() {
        let theme = Theme(isUnicode: terminal.isUnicode, mode: terminal.isUnicode ? terminal.colourMode : .ascii, name: state.theme)
        let (surface, caret) = drawScreen(state, gallery.gather(state), theme)
        terminal.paint(surface, cursor: caret)
        gallery.prepare()
    }

    private func use(_ way: PixelProtocol?) {
        if way != nil && !terminal.isUnicode || way == .sixel && CellPixels.ofTerminal() == nil {
            state.pixels = nil
            return state.say(terminal.isUnicode ? "This terminal does not say how many pixels a cell has. Pictures stay characters."
                : "Pixels need a UTF-8 locale. Pictures stay characters.", .bad)
        }
        terminal.usePixels(way)
    }

    /// Starts the viewer beside the app; it gets the picture and nothing of the terminal.
    private func view(_ number: FrameNumber) {
        guard let viewer = state.viewer, let folder = state.film?.imageFolder else {
            return state.say("There is no image of this frame to view.", .bad)
        }
        let file: String
        switch gallery.image(of: number, in: folder) {
        case .here(let path): file = path
        case .missing(let reason): return state.say(reason, .bad)
        }
        guard FileManager.default.fileExists(atPath: file) else { return state.say("\(file.printable(limit: 200)) is not there.", .bad) }
        do {
            try Viewer.open(file, with: viewer)
            state.say("\(number) in \(viewer.printable(limit: 60)).")
        } catch {
            state.say("\(viewer.printable(limit: 60)) cannot be started: \(error.localizedDescription.printable())", .bad)
        }
    }

    /// The drawn film, and nobody has taken or ended the tour.
    private var isFirstVisitToDemo: Bool {
        let isDemo = state.film?.imageFolder?.split(separator: "/").contains("demo") == true
        guard isDemo else { return false }
        do { return try store.setting(AppState.tourSetting) == nil } catch { return false }
    }

    /// Where this reviewer was when they left.
    private var lastPlace: FrameNumber? {
        guard let text = try? store.setting(placeSetting), let number = FrameNumber(text: text),
              state.episodes.contains(where: { $0.code == number.episode }) else { return nil }
        return number
    }

    private var viewSetting: String { "view \(state.reviewer.lowercased())" }
    private var placeSetting: String { "place \(state.reviewer.lowercased())" }

    private var milliseconds: Int {
        let (seconds, attoseconds) = started.duration(to: .now).components
        return Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
    }

    /// Decisions on their way are finished; what runs is stopped; the terminal is given back first, so
    /// that nobody waits in front of a dead screen.
    private func close() {
        terminal.close()
        try? store.setSetting(viewSetting, to: state.rememberedView)
        if let number = state.current?.number { try? store.setSetting(placeSetting, to: number.description) }
        storeWorker.close()
        try? store.endLeases(reviewer: state.reviewer)
        let inputs = mailbox.drain()
        inputs.forEach(teach)
        learner.conclude()
        learner.close()
        desk.close()
        gallery.close()
        let lost = (inputs + mailbox.drain()).compactMap { if case .notStored(_, let reason) = $0 { reason } else { nil } }
        for reason in lost { FileHandle.standardError.write(Data("rarity: the last decision was NOT saved: \(reason)\n".utf8)) }
    }
}
