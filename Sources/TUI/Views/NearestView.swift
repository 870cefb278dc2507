// The labelled frames that look most like this one, small, in the side panel: class and likeness under each.

import Frames
import Review

enum NearestView {
    static let columns = 9, rows = 3

    /// Draws them at the pen where there is room for pictures and captions; else a line of classes.
    static func draw(_ surface: inout Surface, _ state: AppState, _ pictures: Pictures, _ pen: inout Pen, _ theme: Theme) {
        guard !state.nearest.isEmpty, pen.hasRoom else { return }
        if pen.bottom - pen.y > rows + 3 { pen.skip(1) }
        pen.line(&surface, "nearest labelled", theme.quiet)
        let hasPictures = pen.y + rows < pen.bottom && state.nearest.contains { $0.imageFolder != nil }
        for (place, one) in state.nearest.enumerated() {
            let x = pen.x + place * columns
            guard x + columns <= pen.limit + 1, pen.hasRoom else { return }
            if hasPictures, let picture = pictures.nearest[place] { surface.draw(picture, x: x, y: pen.y) }
            let y = hasPictures ? pen.y + rows : pen.y
            let end = surface.write("\(theme.shape(one.rarity)) \(one.rarity.letter)", x: x, y: y, theme.style(one.rarity, bold: true), limit: pen.limit)
            surface.write(probability(one.similar.likeness), x: end + 1, y: y, theme.quiet, limit: pen.limit)
        }
        pen.skip(hasPictures ? rows + 1 : 1)
    }
}
