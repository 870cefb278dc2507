// Clicks: on a frame of the strip, a column of the timeline, a cell of the matrix, a tile, a row; the wheel steps.

import Frames
import Review

extension AppState {
    mutating func take(_ press: MousePress) -> [Effect] {
        guard question == nil, prompt == nil, help == nil, picker == nil, !awaitsItem else { return [] }
        if press.button != .left { return wheel(press.button == .wheelUp ? -1 : 1) }
        switch screen {
        case .review: return clickOnReview(press.x, press.y)
        case .sheet:
            guard let sheet, let place = sheetPlaces(sheet, width: width, height: height).first(where: { Self.holds($0.rect, press, below: 1) }) else { return [] }
            self.sheet?.select(place.tile)
            return []
        case .confusion:
            guard reports.evaluated != nil, let cell = MatrixGrid(pageRect(width: width, height: height)).cell(x: press.x, y: press.y) else { return [] }
            if cell == reports.cell { return openCell() }
            reports.cell = cell
            return []
        default: return []
        }
    }

    private mutating func wheel(_ by: Int) -> [Effect] {
        switch screen {
        case .review: return advance(by)
        case .sheet:
            if let sheet { self.sheet?.select(sheet.selected + by * sheet.grid(width: width, height: height).across) }
        case .confusion: moveCell(0, by)
        default: moveRow(.step(by))
        }
        return []
    }

    private mutating func clickOnReview(_ x: Int, _ y: Int) -> [Effect] {
        let layout = MainLayout(width: width, height: height)
        if let place = stripPlaces(self, layout.strip).first(where: { Self.holds($0.rect, MousePress(.left, x: x, y: y), below: 1) }) {
            return go(to: place.position)
        }
        guard let film, let columns = timelineColumns(layout.timeline), layout.timeline.y <= y, y < layout.timeline.bottom, columns.contains(x) else { return [] }
        return go(to: (x - columns.lowerBound) * film.frames.count / columns.count)
    }

    private static func holds(_ rect: Rect, _ press: MousePress, below: Int) -> Bool {
        press.x >= rect.x && press.x < rect.right && press.y >= rect.y && press.y < rect.bottom + below
    }
}
