// The contact sheet: tiles with a caption each.

import Frames
import Review

func drawSheet(_ surface: inout Surface, _ state: AppState, _ pictures: Pictures, _ theme: Theme) {
    drawHeader(&surface, state, Rect(x: 0, y: 0, width: surface.width, height: 1), theme)
    guard let sheet = state.sheet else { return }
    if sheet.grid(width: surface.width, height: surface.height).top > 1 {
        let x = surface.write(sheet.title, x: 1, y: 1, theme.strong, limit: surface.width - 1)
        surface.write(sheet.advice, x: x + 2, y: 1, theme.quiet, limit: surface.width - 1)
    }
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
    let grid = sheet.grid(width: width, height: height)
    let firstRow = max(0, sheet.selected / grid.across - grid.down + 1)
    return (0..<grid.across * grid.down).compactMap { i in
        let tile = firstRow * grid.across + i
        guard tile < sheet.tiles.count else { return nil }
        return SheetPlace(tile: tile, rect: Rect(x: 1 + i % grid.across * (grid.columns + 1), y: grid.top + i / grid.across * (grid.rows + 1),
                                                 width: grid.columns, height: grid.rows))
    }
}

private func drawTileCaption(_ surface: inout Surface, _ tile: ContactSheet.Tile, _ place: SheetPlace, isSelected: Bool, isMarked: Bool, _ theme: Theme) {
    let y = place.rect.bottom
    var style = tile.isOut ? theme.quiet : tile.rarity.map { theme.style($0, bold: isSelected) } ?? theme.text
    if isSelected { style.reverse = true }
    let name = tile.isOut ? theme.sign("✘ out", "x out") : tile.rarity.map { "\(theme.shape($0)) \($0.name)" } ?? "?"
    let count = tile.frames.count > 1 ? " ×\(tile.frames.count)" : ""
    if isSelected { surface.fill(Rect(x: place.rect.x, y: y, width: place.rect.width, height: 1), style) }
    surface.write((isMarked ? theme.sign("✔ ", "+ ") : "") + name + count, x: place.rect.x, y: y, style, limit: place.rect.right)
}

/// The tile at the cursor, for the status line: which frame it is, its label and what the model says.
func tileText(_ sheet: ContactSheet, _ state: AppState, _ theme: Theme) -> String {
    guard sheet.tiles.indices.contains(sheet.selected) else { return "" }
    let tile = sheet.tiles[sheet.selected]
    var words = ["\(sheet.selected + 1)/\(sheet.tiles.count)", tile.number.description]
    guard !state.hidesOpinions else { return words.joined(separator: " · ") }
    words.append("labelled \(tile.shown.label?.name ?? theme.sign("–", "-")), predicted \(tile.shown.predicted?.name ?? theme.sign("–", "-"))")
    return words.joined(separator: " · ")
}
