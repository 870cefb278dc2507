// A reviewer who knows the truth and presses as few keys as the program allows.
//
// A key decides: a class or an accept for an item's frames, a split, an accept for the rest of a sheet. An exception in a
// shot, a run of at least two frames of another class, costs two more (mark it, class). A lone odd frame is overlooked, as
// a person overlooks it on a strip, and counts as wrong. A look is an item that was on the screen. Strokes are keys and
// the choosing of each wrong tile on a sheet.

import Frames
import Review

/// How items are asked for.
enum Way {
    /// A queue, one item at a time.
    case queue(QueueName)
    /// A queue, so many tiles at a time: wrong ones are corrected, one key accepts the rest.
    case sheets(QueueName, Int)
    /// Shots in an order fixed at the start, without learning.
    case fixed(Order)

    enum Order { case random, margin }
}

/// What it took until so many frames were right.
struct Effort {
    var keys = 0, looks = 0, strokes = 0
}

struct SimulatedReviewer {
    static let name = "Simulated"
    static let goals = [0.95, 0.98, 0.99]

    private let store: ReviewStore
    private let live: LiveHead
    private let truth: [RarityClass]
    private let learns: Bool
    private var hand: FramesAtHand
    private(set) var effort = Effort()
    /// Frames with a wrong human label at the start, and how many keys each took to be found.
    private let wrongAtStart: Set<Int>
    private(set) var foundAfter: [Int] = []

    init(_ store: ReviewStore, _ episode: EpisodeCode, _ truth: [FrameNumber: RarityClass], learns: Bool) throws {
        guard let live = try LiveHead(store, context: StageContext()) else { throw BenchmarkError("no model") }
        (self.store, self.live, self.learns) = (store, live, learns)
        hand = FramesAtHand(episode: episode, frames: try store.frames(episode), shots: try store.shots(episode))
        hand.takeDetails(live)
        let classes = hand.frames.map { truth[$0.number] ?? .junk }
        self.truth = classes
        wrongAtStart = Set(hand.frames.indices.filter { [hand] in
            hand.frames[$0].state.source?.isHuman == true && hand.frames[$0].state.label != classes[$0]
        })
    }

    var right: Double { Double(truth.indices.count { effective($0) == truth[$0] }) / Double(truth.count) }
    var wrongLabels: Int { wrongAtStart.count }
    var shots: Int { hand.shots.count }

    private func effective(_ position: Int) -> RarityClass? {
        let state = hand.frames[position].state
        if state.reviewed || state.source?.isHuman == true { return state.label }
        return hand.predictedClass(position)
    }

    /// Works until the last goal is reached and the wrong labels are found, or nothing is left.
    /// - Returns: what each goal took that was reached.
    mutating func work(_ way: Way, seed: UInt64) throws -> [Effort] {
        var reached: [Effort] = []
        func note(_ right: Double, _ effort: Effort) {
            while reached.count < Self.goals.count, right >= Self.goals[reached.count] { reached.append(effort) }
        }
        var list = fixedOrder(way, seed)
        var rounds = 0
        note(right, effort)
        while reached.count < Self.goals.count || foundAfter.count < wrongAtStart.count {
            if case .queue(let name) = way, name == .suspects || name == .suspectShots, rounds % 5 == 0 {
                hand.take(try SuspectScores.run(store, context: StageContext()))
            }
            rounds += 1
            switch way {
            case .queue(let name):
                guard let item = hand.queue(name).items.first else { return reached }
                effort.looks += 1
                try decide(item, name)
            case .sheets(let name, let tiles):
                let items = hand.queue(name, limit: tiles).items
                guard !items.isEmpty else { return reached }
                try decide(sheet: items, name)
            case .fixed:
                guard let item = list.popLast() else { return reached }
                effort.looks += 1
                try decide(item, .inOrder)
            }
            note(right, effort)
        }
        return reached
    }

    private func fixedOrder(_ way: Way, _ seed: UInt64) -> [QueueItem] {
        guard case .fixed(let order) = way else { return [] }
        switch order {
        case .random:
            var random = SeededGenerator(seed: seed)
            return hand.queue(.inOrder, limit: .max).items.shuffled(using: &random)
        case .margin:
            // Of frames that have a label the margin says as little as of others; the queue for unlabelled ones would leave them out.
            let items = hand.queue(.inOrder, limit: .max).items
            return items.sorted { hand.margin($0.positions[0]) > hand.margin($1.positions[0]) }
        }
    }

    private mutating func decide(_ item: QueueItem, _ queue: QueueName) throws {
        // A suggested split that is where the truth changes is worth its key.
        if let first = item.split.first, let shot = item.shot, truth[item.positions[first]] != truth[item.positions[first - 1]],
           hand.shots[shot].first != item.positions[first] {
            press(1)
            _ = try store.editShots([.split(item.frames[first])], reviewer: Self.name)
            try live.catchUp()
            reload()
            return
        }
        try give(item, queue)
        press(1)
    }

    private mutating func decide(sheet items: [QueueItem], _ queue: QueueName) throws {
        effort.looks += items.count
        var wrong = 0
        for item in items where item.suggested != mostly(item) { wrong += 1 }
        for item in items { try give(item, queue) }
        press(wrong + 1)
        effort.strokes += wrong
    }

    /// The class of most frames to all of the item, and to each exception its own.
    private mutating func give(_ item: QueueItem, _ queue: QueueName) throws {
        let main = mostly(item)
        var decisions = [decision(main, item.positions, queue)]
        var start = 0
        while start < item.positions.count {
            var end = start
            while end + 1 < item.positions.count, truth[item.positions[end + 1]] == truth[item.positions[start]] { end += 1 }
            let own = truth[item.positions[start]]
            if own != main, end > start {
                decisions.append(decision(own, Array(item.positions[start...end]), queue))
                press(2)
            }
            start = end + 1
        }
        let outcome = try store.decide(decisions, reviewer: Self.name)
        hand.take(outcome.changed)
        let found = wrongAtStart.intersection(item.positions).count { hand.frames[$0].state.label == truth[$0] }
        foundAfter += [Int](repeating: effort.keys + 1, count: max(0, min(found, wrongAtStart.count - foundAfter.count)))
        if learns { hand.take(live.apply(outcome.changed)) }
    }

    private func decision(_ rarity: RarityClass, _ positions: [Int], _ queue: QueueName) -> Decision {
        let items = positions.map { position in
            let frame = hand.frames[position]
            let shown = Decision.Shown(label: frame.state.label, predicted: hand.predictedClass(position), queue: queue)
            return Decision.Item(frame: frame.id, shown: shown, propagated: position != positions[0])
        }
        return Decision(.label(rarity), items: items, reviewer: Self.name)
    }

    private func mostly(_ item: QueueItem) -> RarityClass {
        var counts = [Int](repeating: 0, count: RarityClass.count)
        for position in item.positions { counts[truth[position].rawValue] += 1 }
        return RarityClass.allCases.max { counts[$0.rawValue] < counts[$1.rawValue] } ?? .junk
    }

    private mutating func press(_ keys: Int) {
        effort.keys += keys
        effort.strokes += keys
    }

    private mutating func reload() {
        guard let frames = try? store.frames(hand.episode), let shots = try? store.shots(hand.episode) else { return }
        let suspicions = hand.suspicions
        hand = FramesAtHand(episode: hand.episode, frames: frames, shots: shots)
        hand.take(live.predictions)
        hand.takeDetails(live)
        hand.suspicions = suspicions
    }
}

extension FramesAtHand {
    /// The most probable class by the predictions at hand.
    func predictedClass(_ position: Int) -> RarityClass? {
        let row = Array(probabilities[position * RarityClass.count..<(position + 1) * RarityClass.count])
        guard let most = row.max(), most > 0.1 else { return nil }
        return row.firstIndex(of: most).flatMap { RarityClass(rawValue: $0) }
    }

    /// Between the two most probable classes.
    func margin(_ position: Int) -> Float {
        let row = probabilities[position * RarityClass.count..<(position + 1) * RarityClass.count].sorted(by: >)
        return row[0] - row[1]
    }
}
