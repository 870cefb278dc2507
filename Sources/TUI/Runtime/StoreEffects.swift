// Effects that the store answers. A plain function, so that a test can run the reducer against a real
// database without threads.

import Frames
import Review

/// Carries out one effect on the store and gives the inputs that answer it.
func perform(_ effect: Effect, on store: ReviewStore) -> [Input] {
    switch effect {
    case .store(let decision, let ticket):
        do { return [.stored(ticket: ticket, try store.decide(decision))] }
        catch { return [.notStored(ticket: ticket, "\(error)")] }
    case .storeAll(let decisions, let reviewer, let ticket):
        do { return [.stored(ticket: ticket, try store.decide(decisions, reviewer: reviewer))] }
        catch { return [.notStored(ticket: ticket, "\(error)")] }
    case .undo(let reviewer):
        return attempt { try shown(try store.undo(reviewer: reviewer), store) ?? [.nothingToUndo(isRedo: false)] }
    case .redo(let reviewer):
        return attempt { try shown(try store.redo(reviewer: reviewer), store) ?? [.nothingToUndo(isRedo: true)] }
    case .open(let code, let place):
        return attempt {
            let film = try load(code, from: store)
            return [.opened(film, cursor: position(place, in: film))]
        }
    case .reload(let code): return attempt { [.reloaded(try load(code, from: store))] }
    case .listEpisodes:
        return attempt { [.episodes(try store.episodes(), model: try store.currentModel()?.name)] }
    case .details(let frame): return attempt { [.details(try store.details(frame))] }
    case .address(let frame):
        return attempt {
            let details = try store.details(frame), number = details.record.number
            return [.address(details.baseURL.map { $0 + number.fileName } ?? number.description)]
        }
    case .findSubject(let text, let code, let after): return attempt { try find(text, in: code, after: after, store) }
    case .subjects(let code): return attempt { [.subjects(try store.subjects(code), of: code)] }
    case .sights(let code):
        return attempt {
            guard let seen = try PredictedSubjects(store, code) else {
                return [.failed("The model has learned no subjects: METADATA must name some; then T trains."), .sights([:], of: code)]
            }
            return [.sights(seen.sights.mapValues { $0.map(\.subject) }, of: code)]
        }
    case .listQueues(let code): return attempt { [.queues(try queueRows(code, store))] }
    case .lease(let frame, let reviewer):
        return attempt {
            _ = try store.lease(shotFrom: frame, reviewer: reviewer)
            return []
        }
    case .editShots(let edits, let reviewer, let code):
        return attempt {
            _ = try store.editShots(edits, reviewer: reviewer)
            return [.shotsEdited(code)]
        }
    case .load(let request): return attempt { [.loaded(try load(request, from: store))] }
    case .useModel(let name):
        return attempt {
            try store.useModel(name: name)
            return [.modelUsed(name)]
        }
    case .askRevert(let name, let since): return attempt { [try weigh(revertOf: name, since: since, store)] }
    case .revert(let revert, let reviewer): return attempt { [try carryOut(revert, by: reviewer, on: store)] }
    case .opinions(let code): return attempt { [.opinions(try store.opinions(code), of: code)] }
    case .remember(let key, let value):
        return attempt {
            try store.setSetting(key, to: value)
            return []
        }
    case .openQueue, .lookAlikes, .nearest, .export, .start, .cancelJob, .suspend, .mouse, .copy, .view, .askForPixels, .usePixels: return []
    }
}

private func attempt(_ work: () throws -> [Input]) -> [Input] {
    do { return try work() } catch { return [.failed("\(error)")] }
}

/// The queues of an episode in the order in which they are best gone through.
private func queueRows(_ code: EpisodeCode, _ store: ReviewStore) throws -> [QueueRow] {
    let left = try store.framesLeft(code), base = try store.baseYield()
    return try QueueName.allCases.map { name in
        let yield = try store.yield(of: name)
        return QueueRow(name: name, left: left[name], perHundred: yield.perHundred, hint: yield.hint(against: base))
    }
}

/// What was taken back, with the episode where it can be seen.
private func shown(_ outcome: UndoOutcome?, _ store: ReviewStore) throws -> [Input]? {
    try outcome.map { [.undone($0, in: try store.details($0.first).record.number.episode)] }
}

private func load(_ code: EpisodeCode, from store: ReviewStore) throws -> Film {
    let summary = try store.episodes().first { $0.code == code }
    return Film(code: code, imageFolder: summary?.imageFolder, frames: try store.frames(code), shots: try store.shots(code))
}

private func position(_ place: Effect.Place, in film: Film) -> Int {
    switch place {
    case .start: 0
    case .end: film.frames.count - 1
    case .frame(let id): film.position(of: id) ?? 0
    case .number(let number): film.frames.firstIndex { $0.number == number } ?? 0
    case .timecode(let timecode): film.frames.firstIndex { $0.number.timecode >= timecode } ?? film.frames.count - 1
    }
}

/// The next frame after a position, going round, with a subject that contains the text.
private func find(_ text: String, in code: EpisodeCode, after: Int, _ store: ReviewStore) throws -> [Input] {
    let word = text.lowercased()
    let subjects = try store.subjects(code)
    let frames = try store.frames(code)
    for step in 1...max(1, frames.count) where !frames.isEmpty {
        let position = (after + step) % frames.count
        if subjects[frames[position].id]?.contains(where: { $0.lowercased().contains(word) }) == true {
            return [.found(position: position)]
        }
    }
    return [.failed("No frame of \(code) is \(text.printable(limit: 40)): no frame number, timecode, episode or subject.")]
}
