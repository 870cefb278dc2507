// Reviewing by a queue: it says what to look at next, a decision takes all frames of the item, and the next
// item comes as soon as the model has learned from the last one. Keys that come before it are kept for it.

import Frames
import Review

extension AppState {
    mutating func queueing(_ command: Command) -> [Effect] {
        switch command {
        case .queues: return film.map { [.listQueues($0.code)] } ?? []
        case .nextItem(let by): return stepItem(by)
        case .splitShot: return splitShot()
        case .joinShot: return joinShot()
        case .moveShot: return moveShot()
        case .blind:
            isBlind.toggle()
            say(isBlind ? "Label, prediction and opinions are hidden." : "Label, prediction and opinions are shown.")
            return []
        default: return []
        }
    }

    /// Whether the reviewer must not see what others and the model think.
    public var hidesOpinions: Bool { isBlind || queue?.isBlind == true }

    /// The item at the cursor.
    public var itemAtCursor: QueueItem? {
        guard let item, item.positions.contains(cursor) else { return nil }
        return item
    }

    mutating func open(_ name: QueueName) -> [Effect] {
        guard let film else { return [] }
        (queue, page, item) = (name, nil, nil)
        awaitsItem = true
        say("Opening \(name.rawValue) …")
        return [.openQueue(name, film.code, reviewer: reviewer)]
    }

    mutating func leaveQueue() {
        (queue, page, item, awaitsItem) = (nil, nil, nil, false)
        held = []
    }

    /// After a decision the next item is waited for.
    mutating func itemIsDecided() {
        item = nil
        awaitsItem = true
    }

    mutating func take(_ page: QueuePage, in episode: EpisodeCode) -> [Effect] {
        guard page.name == queue, episode == film?.code else { return [] }
        self.page = page
        if !awaitsItem {
            item = page.items.first { $0.positions.contains(cursor) } ?? item
            return []
        }
        awaitsItem = false
        guard let first = page.items.first else {
            say("\(page.name.rawValue): nothing left in \(episode).", .good)
            leaveQueue()
            return nextOfPass() ?? []
        }
        let keys = held
        held = []
        return stand(on: first) + keys.flatMap { takeHeld($0) }
    }

    /// A queue that cannot be opened lets its keys go.
    mutating func queueFailed() {
        if awaitsItem && page == nil { leaveQueue() }
        (awaitsItem, held) = (false, [])
    }

    private mutating func stand(on item: QueueItem) -> [Effect] {
        self.item = item
        if message?.tone != .bad { message = nil }
        let moved = go(to: item.positions.first ?? cursor)
        guard let shot = currentShot, let film else { return moved }
        return moved + [.lease(film.frames[shot.first].id, reviewer: reviewer)]
    }

    private mutating func stepItem(_ by: Int) -> [Effect] {
        guard let items = page?.items, !items.isEmpty else { return [] }
        let at = item.flatMap { items.firstIndex(of: $0) } ?? -1
        let wanted = at + by
        guard items.indices.contains(wanted) else {
            say(by > 0 ? "These are all that the queue has made ready." : "This is the first of the queue.")
            return []
        }
        return stand(on: items[wanted])
    }

    /// Accepts the split that the queue suggests, else splits the shot at the cursor.
    private mutating func splitShot() -> [Effect] {
        guard let film, let current else { return [] }
        if let item = itemAtCursor, let split = item.split.first { return [.editShots([.split(item.frames[split])], reviewer: reviewer, film.code)] }
        guard currentShot?.first != cursor else {
            say("A shot begins here already.")
            return []
        }
        return [.editShots([.split(current.id)], reviewer: reviewer, film.code)]
    }

    private mutating func joinShot() -> [Effect] {
        guard let film, let shot = currentShot else { return [] }
        guard shot.first > 0 else {
            say("This is the first shot.")
            return []
        }
        return [.editShots([.join(film.frames[shot.first].id)], reviewer: reviewer, film.code)]
    }

    /// Frames before the cursor go to the shot before.
    private mutating func moveShot() -> [Effect] {
        guard let film, let shot = currentShot, let current else { return [] }
        guard shot.first > 0, cursor > shot.first else {
            say(shot.first == 0 ? "The first shot begins with the episode." : "A shot begins here already.")
            return []
        }
        return [.editShots([.move(from: film.frames[shot.first].id, to: current.id)], reviewer: reviewer, film.code)]
    }

    // The picker

    mutating func takePicker(_ key: Key) -> [Effect] {
        guard var open = picker else { return [] }
        switch key {
        case .down, .character("j"): open.select(open.selected + 1)
        case .up, .character("k"): open.select(open.selected - 1)
        case .home, .character("g"): open.select(0)
        case .end, .character("G"): open.select(Int.max)
        case .enter:
            picker = nil
            return open.rows.indices.contains(open.selected) ? self.open(open.rows[open.selected].name) : []
        case .escape, .character("Q"), .character("q"), .control("c"):
            picker = nil
            return []
        default: break
        }
        picker = open
        return []
    }
}

extension QueueItem {
    /// What a label key takes: ends that perhaps belong to the neighbouring shot are left out.
    var decidedPositions: [Int] { positions.indices.filter { !unsure.contains($0) }.map { positions[$0] } }
}
