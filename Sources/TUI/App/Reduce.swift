// The one place where state changes: (state, input) -> state and effects. No clock, disk, curses or
// randomness in here; the groups of commands have files of their own.

import Frames
import Review

extension AppState {
    /// Takes an input and says what must follow.
    public mutating func reduce(_ input: Input) -> [Effect] {
        switch input {
        case .terminal(let event): return take(event)
        case .clock(let milliseconds):
            pace.now = milliseconds
            giveUpOnPixels()
            return play()
        case .opened(let film, let cursor):
            self.film = film
            self.cursor = max(0, min(cursor, film.frames.count - 1))
            marks = []
            (rangeStart, lastLabel, pinned, playing, nearestAt) = (nil, nil, nil, nil, nil)
            if let live { _ = self.film?.apply(live) }
            if filter?.list == nil { clearFilter() }
            leaveQueue()
            closeSheet()
            reports.rows[.episodes] = episodes.firstIndex { $0.code == film.code }
            if let name = queueAfterOpening {
                queueAfterOpening = nil
                return open(name)
            }
            if let effects = pass == nil ? nil : nextOfPass() { return effects }
            guard filter == nil else { return applyFilter() + wantDetails() }
            return wantDetails()
        case .reloaded(let film):
            guard film.code == self.film?.code else { return [] }
            let frame = current?.id, subjects = self.film?.subjects, opinions = self.film?.opinions
            self.film = film
            self.film?.subjects = subjects
            self.film?.opinions = opinions
            if let live, live.model == model { _ = self.film?.apply(live) }
            refreshFilter()
            cursor = frame.flatMap(film.position) ?? max(0, min(cursor, film.frames.count - 1))
            marks = marks.filter { $0 < film.frames.count }
            return wantDetails() + missingForFilter + (queue.map { [.openQueue($0, film.code, reviewer: reviewer)] } ?? [])
        case .episodes(let episodes, let model):
            self.episodes = episodes
            self.model = model
            reports.rows[.episodes] = max(0, min(reports.row(.episodes), episodes.count - 1))
            return []
        case .queues(let rows):
            picker = QueuePicker(rows: rows)
            return []
        case .queue(let page, let episode): return take(page, in: episode)
        case .queueFailed(let line):
            queueFailed()
            say(line, .bad)
            return []
        case .tiles(let tiles, let source): return show(tiles, source)
        case .shotsEdited(let code):
            say("The shots are changed; u takes it back.", .good)
            return code == film?.code ? [.reload(code)] : []
        case .predicted(let live):
            guard live.version >= self.live?.version ?? 0 || live.model != self.live?.model else { return [] }
            let isFirst = self.live == nil
            self.live = live
            liveRests = false
            model = live.model
            flipped = film?.apply(live) ?? 0
            if flipped > 0 { refreshFilter() }
            return isFirst ? wantNearest() : []
        case .details(let details):
            // What another reviewer decided meanwhile.
            film?.apply([details.record.id: details.record.state])
            if details.record.id == current?.id { self.details = details }
            return []
        case .address(let address):
            say("Copied: \(address.printable(limit: 200))", .good)
            return [.copy(address)]
        case .stored, .notStored, .undone, .nothingToUndo: return takeAnswer(input)
        case .opinions(let opinions, let code):
            guard code == film?.code else { return [] }
            film?.opinions = opinions
            return missingForFilter.isEmpty ? applyFilter() : []
        case .found(let position):
            message = nil
            return go(to: position)
        case .subjects(let subjects, let code):
            guard code == film?.code else { return [] }
            film?.subjects = subjects
            return missingForFilter.isEmpty ? applyFilter() : []
        case .sights(let sights, let code):
            guard code == film?.code else { return [] }
            film?.sights = sights
            return missingForFilter.isEmpty ? applyFilter() : []
        case .liveRests:
            live = nil
            liveRests = true
            return []
        case .nearest(let frame, let found):
            if frame == current?.id { (nearest, nearestAt) = (found, cursor) }
            return []
        case .exported(let line):
            say(line, .good)
            return []
        case .failed(let line):
            say(line, .bad)
            return []
        case .loaded(let data):
            take(data)
            return []
        case .modelUsed(let name):
            say("\(name.printable()) is current: its predictions are shown.", .good)
            model = name
            live = nil
            return (film.map { [.reload($0.code)] } ?? []) + [.listEpisodes, .load(.models)]
        case .mayRevert(let name, let since, let decisions):
            ask(revertOf: name, since: since, decisions: decisions)
            return []
        case .reverted(let outcome, let restored): return take(outcome, restored: restored)
        case .jobProgress, .jobDone, .jobFailed: return takeJob(input)
        }
    }

    private mutating func take(_ event: TerminalEvent) -> [Effect] {
        switch event {
        case .key(let key):
            if key != .control("c") { interruptedOnce = false }
            if keymap.binding(for: key, in: screen)?.command != .play { playing = nil }
            if question != nil { return answer(key) }
            if prompt != nil { return edit(key) }
            if help != nil { return takeHelp(key) }
            if picker != nil { return takePicker(key) }
            if screen == .review && awaitsItem && page != nil && key != .escape && key != .control("c") {
                held.append(key)
                return []
            }
            return takeKey(key)
        case .mouse(let press):
            playing = nil
            return take(press)
        case .pixels(let ways): return takePixels(ways)
        case .paste(let text):
            // Pasted text is text: it fills an open prompt and never labels.
            prompt?.insert(text)
            return []
        case .resize(let width, let height):
            self.width = width
            self.height = height
            return []
        case .quit:
            isQuitting = true
            return []
        case .resumed:
            return []
        }
    }

    private mutating func takeKey(_ key: Key) -> [Effect] {
        message = nil
        guard let binding = keymap.binding(for: key, in: screen) ?? keymap.binding(for: key.unshifted, in: screen) else { return [] }
        return run(binding)
    }

    /// A key that was held until the next item came.
    mutating func takeHeld(_ key: Key) -> [Effect] { take(.key(key)) }

    /// Runs a row of the keymap, or says why it cannot be run now.
    mutating func run(_ binding: Binding) -> [Effect] {
        if let reason = binding.unavailable(self) {
            say(reason, .bad)
            return []
        }
        return run(binding.command) + tourTakes(binding.command)
    }

    private mutating func run(_ command: Command) -> [Effect] {
        switch command {
        case .label(let rarity) where screen == .sheet: return labelOnSheet(rarity)
        case .sheet, .lookAlikes, .sheetMove, .sheetSize, .takeOut, .acceptSheet: return onSheet(command)
        case .label, .accept, .unsure, .flag, .labelShot, .repeatLabel: return decide(command)
        case .undo: return undoRevert(isRedo: false) ?? [.undo(reviewer: reviewer)]
        case .redo: return undoRevert(isRedo: true) ?? [.redo(reviewer: reviewer)]
        case .step, .page, .first, .last, .nextDisagreement, .nextUnreviewed, .nextShot, .nextEpisode: return move(command)
        case .queues, .nextItem, .splitShot, .joinShot, .moveShot, .blind: return queueing(command)
        case .mark where screen == .models:
            markModel()
            return []
        case .mark where screen == .sheet, .range where screen == .sheet, .markAll:
            markTiles(command)
            return []
        case .mark, .range, .clear: return mark(command)
        case .jump, .filter, .prompt, .note: return openPrompt(command)
        case .explain, .histogram, .autoAdvance, .shotScope, .help, .zoom, .pan, .pin, .play, .mouse, .copy, .view, .tour, .pixels: return look(command)
        case .show(let screen): return show(screen)
        case .history(let ofFrame): return showHistory(ofFrame: ofFrame)
        case .openRow: return openRow()
        case .again: return again()
        case .cell(let right, let down):
            moveCell(right, down)
            return []
        case .makeCurrent: return makeCurrent()
        case .revertRow: return revertRow()
        case .pass: return beginPass("")
        case .train, .cancelJob, .export, .suspend, .quit: return work(command)
        }
    }

    /// Asks for the side panel's facts about the frame at the cursor.
    mutating func wantDetails() -> [Effect] { (current.map { [.details($0.id)] } ?? []) + wantNearest() }
}
