// What is shown and how: screens, histogram, help.

import Frames
import Review

extension AppState {
    mutating func look(_ command: Command) -> [Effect] {
        switch command {
        case .explain: toggleExplanation()
        case .histogram:
            let all = HistogramMode.allCases
            histogram = all[((all.firstIndex(of: histogram) ?? 0) + 1) % all.count]
        case .autoAdvance:
            autoAdvance.toggle()
            say(autoAdvance ? "Moves on after a label." : "Stays on the frame after a label.")
        case .shotScope:
            shotScope.toggle()
            say(shotScope ? "Label keys take the whole shot." : "Label keys take one frame.")
        case .help: help = Help(screen: screen, keymap: keymap)
        case .zoom(let by): window.zoom(by)
        case .pan(let right, let down): window.pan(right, down)
        case .pin:
            pinned = pinned == nil ? cursor : nil
            say(pinned == nil ? "One frame again." : "This frame stays on the left; go on to compare, = or Esc lets it go.")
        case .play: return togglePlay()
        case .mouse:
            listensToMouse.toggle()
            say(listensToMouse ? "The mouse is on: click on strip, timeline, tile, cell. m gives the selection of text back." : "The mouse is off.")
            return [.mouse(listensToMouse)]
        case .copy: return current.map { [.address($0.id)] } ?? []
        case .view: return current.map { [.view($0.number)] } ?? []
        case .tour: beginTour()
        case .pixels: return togglePixels()
        default: break
        }
        return []
    }

    /// Keys while the help is open: `/` narrows it, Enter runs the row, `?` and Esc close it.
    mutating func takeHelp(_ key: Key) -> [Effect] {
        guard var open = help else { return [] }
        if var filter = open.filter, key != .enter, key != .up, key != .down {
            switch key {
            case .escape: open.filter = nil
            case .backspace: open.filter = filter.isEmpty ? nil : String(filter.dropLast())
            case .character(let character):
                filter.append(character)
                open.filter = filter
            default: break
            }
            open.select(0)
            help = open
            return []
        }
        switch key {
        case .character("/"): open.filter = ""
        case .down, .character("j"): open.select(open.selected + 1)
        case .up, .character("k"): open.select(open.selected - 1)
        case .pageDown: open.select(open.selected + 10)
        case .pageUp: open.select(open.selected - 10)
        case .home, .character("g"): open.select(0)
        case .end, .character("G"): open.select(Int.max - 1)
        case .enter:
            let rows = open.rows
            help = nil
            return rows.indices.contains(open.selected) ? run(rows[open.selected]) : []
        case .escape, .character("?"), .character("q"), .control("c"):
            help = nil
            return []
        default: break
        }
        help = open
        return []
    }
}
