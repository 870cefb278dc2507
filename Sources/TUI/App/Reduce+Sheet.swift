// Keys on the contact sheet.

import Frames
import Review

extension AppState {
    mutating func onSheet(_ command: Command) -> [Effect] {
        switch command {
        case .sheet: return openSheet()
        case .lookAlikes:
            guard let current else { return [] }
            say("Looking for look-alikes …")
            return [.lookAlikes(of: current.id, reviewer: reviewer)]
        case .sheetMove(let x, let y):
            guard let open = sheet else { return [] }
            sheet?.select(open.selected + x + y * open.grid(width: width, height: height).across)
        case .sheetSize(let by): sheet?.resize(by, width: width, height: height)
        case .takeOut:
            guard let open = sheet else { return [] }
            let areOut = open.targets.allSatisfy { open.tiles[$0].isOut }
            for tile in open.targets { sheet?.tiles[tile].isOut = !areOut }
            if open.marks.isEmpty { sheet?.select(open.selected + 1) }
            sheet?.marks = []
        case .acceptSheet: return acceptSheet()
        default: break
        }
        return []
    }

    /// A label key: on a queue's sheet it corrects the tile, among look-alikes it labels all that are in.
    mutating func labelOnSheet(_ rarity: RarityClass) -> [Effect] {
        guard let open = sheet, open.tiles.indices.contains(open.selected) else { return [] }
        if case .lookAlikes = open.source {
            for i in open.tiles.indices { sheet?.tiles[i].rarity = rarity }
            return acceptSheet()
        }
        for tile in open.targets {
            sheet?.tiles[tile].rarity = rarity
            sheet?.tiles[tile].isOut = false
        }
        if open.marks.isEmpty { sheet?.select(open.selected + 1) }
        sheet?.marks = []
        return []
    }

    mutating func markTiles(_ command: Command) {
        guard let open = sheet, open.tiles.indices.contains(open.selected) else { return }
        switch command {
        case .mark:
            if sheet?.marks.remove(open.selected) == nil { sheet?.marks.insert(open.selected) }
            sheet?.select(open.selected + 1)
        case .range:
            if let start = open.rangeStart {
                sheet?.marks.formUnion(min(start, open.selected)...max(start, open.selected))
                sheet?.rangeStart = nil
            } else {
                sheet?.rangeStart = open.selected
                say("Range from here: move, then v again.")
            }
        default: sheet?.marks = open.marks.count == open.tiles.count ? [] : Set(open.tiles.indices)
        }
    }

    mutating func show(_ tiles: [ContactSheet.Tile], _ source: ContactSheet.Source) -> [Effect] {
        guard !tiles.isEmpty else {
            say("Nothing looks like this frame.")
            return []
        }
        sheet = ContactSheet(source: source, tiles: tiles)
        screen = .sheet
        message = nil
        return []
    }

    private mutating func openSheet() -> [Effect] {
        guard let page, let film, let queue else { return [] }
        let tiles = page.items.prefix(ContactSheet.mostItems).compactMap { item -> ContactSheet.Tile? in
            guard let middle = item.positions.indices.contains(item.positions.count / 2) ? item.positions[item.positions.count / 2] : nil,
                  film.frames.indices.contains(middle) else { return nil }
            let frame = film.frames[middle]
            let shown = Decision.Shown(label: frame.state.label, predicted: frame.prediction?.rarity, model: model, blind: hidesOpinions, queue: queue)
            return ContactSheet.Tile(number: frame.number, imageFolder: film.imageFolder, frames: [frame.id] + item.decidedPositions.map { film.frames[$0].id }.filter { $0 != frame.id },
                                     shown: shown, rarity: hidesOpinions ? nil : item.suggested)
        }
        return show(tiles, .queue(queue))
    }

    /// Stores all tiles that are in and have a class, as one step.
    private mutating func acceptSheet() -> [Effect] {
        guard let open = sheet else { return [] }
        let accepted = open.tiles.filter { !$0.isOut && $0.rarity != nil }
        guard !accepted.isEmpty else {
            say("No tile has a class: label some first.", .bad)
            return []
        }
        let decisions = accepted.compactMap { tile -> Decision? in
            guard let rarity = tile.rarity else { return nil }
            let items = tile.frames.enumerated().map { Decision.Item(frame: $1, shown: tile.shown, propagated: $0 > 0) }
            return Decision(rarity == tile.shown.predicted ? .accept(rarity) : .label(rarity), items: items, reviewer: reviewer)
        }
        let ticket = nextTicket
        nextTicket += 1
        saving[ticket] = decisions.flatMap { $0.items.map(\.frame) }
        closeSheet()
        if queue != nil { itemIsDecided() }
        return [.storeAll(decisions, reviewer: reviewer, ticket: ticket)]
    }

    mutating func closeSheet() {
        sheet = nil
        if screen == .sheet { screen = .review }
    }
}
