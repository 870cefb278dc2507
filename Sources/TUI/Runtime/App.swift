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
        public var colour: ColourMode?

        public init(reviewer: String, episode: EpisodeCode? = nil, frame: FrameNumber? = nil, colour: ColourMode? = nil) {
            self.reviewer = reviewer
            self.episode = episode
            self.frame = frame
            self.colour = colour
        }
    }

    private let terminal: Terminal
    private let store: ReviewStore
    private let jobs: Jobs
    private let mailbox: Mailbox
    private let pictures: PictureLoader
    private let explanations: Explanations
    private let storeWorker = Worker(name: "store")
    private let desk = Desk()
    private let learner: Learner
    private let theme: Theme
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
        theme = Theme(isUnicode: terminal.isUnicode, mode: terminal.isUnicode ? terminal.colourMode : .ascii)
        let waker = terminal.waker
        let explanations = Explanations(store)
        self.explanations = explanations
        pictures = PictureLoader(mode: theme.mode, explain: { try explanations.explain($0, as: $1) }) { waker.wake() }
        let size = terminal.size
        state.width = size.width
        state.height = size.height
    }

    /// The first screen is loaded here and now: nothing can be shown before it.
    private func begin(_ start: Start) throws {
        state.experts = store.experts
        handle(perform(.listEpisodes, on: store))
        let remembered = start.episode == nil ? lastPlace : nil
        let number = start.frame ?? remembered
        guard let code = number?.episode ?? start.episode ?? state.episodes.first?.code else { return }
        let place = number.map(Effect.Place.number) ?? .start
        handle(perform(.open(code, place), on: store))
        if state.model != nil { learner.refresh() }
        if state.model == nil, state.episodes.contains(where: { $0.labelled > 0 }) {
            state.job = Job(.train)
            carryOut(.start(.train))
        }
    }

    private func loop() {
        paint()
        while !state.isQuitting {
            let events = terminal.wait(timeoutMilliseconds: hasLearned ? Self.rest : nil)
            let inputs = events.map(Input.terminal) + mailbox.drain()
            if inputs.isEmpty && hasLearned {
                hasLearned = false
                learner.conclude()
            }
            handle([.clock(milliseconds)] + inputs)
            if !state.isQuitting { paint() }
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
        let (surface, caret) = drawScreen(state, gather(), theme)
        terminal.paint(surface, cursor: caret)
    }

    /// The pictures that this screen wants, waiting a moment for the one at the cursor.
    private func gather() -> Pictures {
        var gathered = Pictures()
        if state.screen == .sheet, let sheet = state.sheet {
            let tiles = PictureWishes.tiles(sheet, width: state.width, height: state.height)
            pictures.want(tiles.map(\.key))
            for (tile, key) in tiles {
                if case .picture(let picture, _) = pictures.picture(key) { gathered.tiles[tile] = picture }
            }
            return gathered
        }
        guard state.screen == .review, let film = state.film, let frame = state.current else { return gathered }
        let wishes = PictureWishes(state, film)
        guard let main = wishes.main else {
            gathered.missing = "\(frame.number) has no image here: import it with --images DIR."
            return gathered
        }
        explanations.live = state.live
        pictures.want(wishes.inOrder)
        switch pictures.picture(main, waitingMilliseconds: 25) {
        case .picture(let picture, let histogram):
            gathered.main = picture
            gathered.histogram = histogram
        case .missing(let reason): gathered.missing = reason
        case nil: gathered.missing = ""
        }
        for (position, key) in wishes.thumbs {
            if case .picture(let picture, _) = pictures.picture(key) { gathered.thumbs[position] = picture }
        }
        for (place, key) in wishes.nearest {
            if case .picture(let picture, _) = pictures.picture(key) { gathered.nearest[place] = picture }
        }
        return gathered
    }

    /// Where this reviewer was when they left.
    private var lastPlace: FrameNumber? {
        guard let text = try? store.setting(placeSetting), let number = FrameNumber(text: text),
              state.episodes.contains(where: { $0.code == number.episode }) else { return nil }
        return number
    }

    private var placeSetting: String { "place \(state.reviewer.lowercased())" }

    private var milliseconds: Int {
        let (seconds, attoseconds) = started.duration(to: .now).components
        return Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
    }

    /// Decisions on their way are finished; what runs is stopped; the terminal is given back first, so
    /// that nobody waits in front of a dead screen.
    private func close() {
        terminal.close()
        if let number = state.current?.number { try? store.setSetting(placeSetting, to: number.description) }
        storeWorker.close()
        try? store.endLeases(reviewer: state.reviewer)
        let inputs = mailbox.drain()
        inputs.forEach(teach)
        learner.conclude()
        learner.close()
        desk.close()
        pictures.close()
        let lost = (inputs + mailbox.drain()).compactMap { if case .notStored(_, let reason) = $0 { reason } else { nil } }
        for reason in lost { FileHandle.standardError.write(Data("rarity: the last decision was NOT saved: \(reason)\n".utf8)) }
    }
}
