// The contact sheet: tiles with a caption each.

import Frames
import Review

func drawSheet(_ surface: inout Surface, _ state: AppState, _ pictures: Pictures, _ theme: Theme) {
    drawHeader(&surface, state, Rect(x: 0, y: 0, width: surface.width, height: 1), theme)
    guard let sheet = state.sheet else { return }
    for place in sheetPlaces(sheet, width: surface.width, height: surface.height) {
        let tile = sheet.tiles[place.tile]
        if let picture = pictures.tiles[place.tile] {
            for row in 0..<min(picture.rows, place.rect.height) {
                for column in 0..<min(picture.columns, place.rect.width) {
                    var cell = picture.cells[row * picture.columns + column]
                    if tile.isOut { cell = Cell(theme.isUnicode ? "░" : ".", theme.rule) }
                    surface[place.rect.x + column, place.rect.y + row] = cell
                }
            }
        }
        drawTileCaption(&surface, tile, place, isSelected: place.tile == sheet.selected, isMarked: sheet.marks.contains(place.tile), theme)
    }
}

/// A tile and where its picture lies; its caption is the row below.
public struct SheetPlace: Equatable, Sendable {
    public let tile: Int
    public let rect: Rect
}

/// The tiles that fit, the selected one among them.
public func sheetPlaces(_ sheet: ContactSheet, width: Int, height: Int) -> [SheetPlace] {
    let across = sheet.across(width), down = sheet.down(height)
    let firstRow = max(0, sheet.selected / across - down + 1)
    return (0..<across * down).compactMap { i in
        let tile = firstRow * across + i
        guard tile < sheet.tiles.count else { return nil }
        return SheetPlace(tile: tile, rect: Rect(x: 1 + i % across * (sheet.columns + 1), y: 1 + i / across * (sheet.rows + 1),
                                                 width: sheet.columns, height: sheet.rows))
    }
}

private func drawTileCaption(_ surface: inout Surface, _ tile: ContactSheet.Tile, _ place: SheetPlace, isSelected: Bool, isMarked: Bool, _ theme: Theme) {
    let y = place.rect.bottom
    var style = tile.isOut ? theme.quiet : tile.rarity.map { theme.style($0, bold: isSelected) } ?? theme.text
    if isSelected { style.reverse = true }
    let name = tile.isOut ? theme.sign("✘ out", "x out") : tile.rarity.map { "\(theme.shape($0)) \($0.name)" } ?? "?"
    let count = tile.frames.count > 1 ? " ×\(tile.frames.count)" : ""
    surface.write((isMarked ? theme.sign("✔ ", "+ ") : "") + name + count, x: place.rect.x, y: y, style, limit: place.rect.right)
}
