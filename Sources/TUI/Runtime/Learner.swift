// Learning between two keys: a thread that tells the live head what was decided and hands back what it now
// predicts, and what the open queue shows next. Nothing waits for it.

import Foundation
import Frames
import Review
import Synchronization

/// Keeps the live head and the open queue up, on a thread of its own.
final class Learner: Sendable {
    /// What only the worker touches.
    private struct Desk {
        var head: LiveHead?
        var queue: OpenQueue?
        /// Of all frames; made when it is first asked for, again after a training.
        var similar: SimilarFrames?
    }

    private struct OpenQueue {
        let name: QueueName
        var hand: FramesAtHand
        let isWanted: @Sendable (FrameRecord) -> Bool

        /// Items made ready, so that one can be skipped.
        static let ahead = 30

        var page: QueuePage { hand.queue(name, limit: Self.ahead, where: isWanted) }
    }

    private let worker = Worker(name: "learner")
    private let desk = Mutex(Desk())
    private let wished = Mutex<FrameID?>(nil)
    private let waiting = Mutex<[FrameID: FrameState]>([:])
    private let store: ReviewStore
    private let mailbox: Mailbox

    private let prices: ClassPrices

    init(store: ReviewStore, prices: ClassPrices, mailbox: Mailbox) {
        self.store = store
        self.prices = prices
        self.mailbox = mailbox
    }

    /// Reads the current model, or a new one after a training.
    func refresh() {
        run { [self] desk in
            desk.similar = nil
            guard try store.currentModel()?.learnsLive ?? true else {
                desk.head = nil
                return mailbox.post(.liveRests)
            }
            if let head = desk.head {
                mailbox.post(.predicted(try head.catchUp()))
            } else if let made = try LiveHead(store, context: StageContext()) {
                desk.head = made
                mailbox.post(.predicted(made.predictions))
            } else if try store.currentModel() != nil {
                mailbox.post(.liveRests)
            }
        }
    }

    /// Learns from what a decision or its undo changed. What came meanwhile is learned in one go.
    func learn(_ changed: [FrameID: FrameState]) {
        waiting.withLock { $0.merge(changed) { $1 } }
        run { [self] desk in
            let news = waiting.withLock { waiting in
                defer { waiting = [:] }
                return waiting
            }
            guard !news.isEmpty else { return }
            desk.queue?.hand.take(news)
            if let head = desk.head {
                let live = head.apply(news)
                desk.queue?.hand.take(live)
                mailbox.post(.predicted(live))
            }
            if let queue = desk.queue { mailbox.post(.queue(queue.page, of: queue.hand.episode)) }
        }
    }

    /// Opens a queue over an episode; the frames that the filter refuses are in no item.
    func open(_ name: QueueName, _ episode: EpisodeCode, reviewer: String, filter: Filter?, film: Film?) {
        let isWanted: @Sendable (FrameRecord) -> Bool = { frame in
            guard let filter, let film else { return true }
            return filter.holds(frame, in: film)
        }
        worker.run { [self] in
            do {
                let hand = try FramesAtHand(store, episode, for: name, reviewer: reviewer, prices: prices, live: desk.withLock { $0.head }, context: StageContext())
                let queue = OpenQueue(name: name, hand: hand, isWanted: isWanted)
                desk.withLock { $0.queue = queue }
                mailbox.post(.queue(queue.page, of: episode))
            } catch {
                mailbox.post(.queueFailed("\(error)"))
            }
        }
    }

    /// The labelled frames that look most like one. Only the newest wish is worth an answer.
    func nearest(to frame: FrameID) {
        wished.withLock { $0 = frame }
        run { [self] desk in
            guard wished.withLock({ $0 }) == frame, let head = desk.head else { return }
            let similar = desk.similar ?? SimilarFrames(head)
            desk.similar = similar
            mailbox.post(.nearest(to: frame, try head.nearestLabelled(to: frame, count: Self.nearest, in: similar)))
        }
    }

    private static let nearest = 3

    /// The frames of other shots that look most like one, a frame a shot, as tiles.
    func lookAlikes(of frame: FrameID, model: String?) {
        run { [self] desk in
            guard let head = desk.head else { return mailbox.post(.failed("The model is not ready yet.")) }
            let own = try store.details(frame).record
            let found = SimilarFrames(head).nearest(to: frame, count: Self.lookAlikes, onePerShot: true)
            let folders = Dictionary(uniqueKeysWithValues: try store.episodes().map { ($0.code, $0.imageFolder) })
            let tiles = try found.map { similar in
                let record = try store.details(similar.frame).record
                let predicted = head.predictions[similar.frame]?.rarity
                return ContactSheet.Tile(
                    number: record.number, imageFolder: folders[similar.episode] ?? nil, frames: [record.id],
                    shown: Decision.Shown(label: record.state.label, predicted: predicted, model: model), rarity: record.state.label ?? predicted)
            }
            mailbox.post(.tiles(tiles, .lookAlikes(of: own.number)))
        }
    }

    /// Tiles of a sheet of look-alikes.
    private static let lookAlikes = 24

    /// Stores what the head predicts now: when the reviewer rests, before an export, on quit.
    func conclude() {
        run { desk in try desk.head?.conclude() }
    }

    /// Finishes what waits.
    func close() { worker.close() }

    private func run(_ work: @escaping @Sendable (inout Desk) throws -> Void) {
        worker.run { [self] in
            do { try desk.withLock { try work(&$0) } } catch { mailbox.post(.failed("\(error)")) }
        }
    }
}
