// The confusion matrix, the worse a cell the warmer, and beside it how often, how far and at what price predictions are wrong.

import Frames
import Review

func drawConfusion(_ surface: inout Surface, _ state: AppState, _ theme: Theme) {
    guard let evaluated = state.reports.evaluated else {
        let page = drawPage(&surface, state, title: "Confusion matrix", "", theme)
        let line = state.job == nil ? "Nothing is evaluated yet. w does it: every human label against the prediction made without its shot." : "Working it out …"
        return drawNothing(&surface, [line], page, theme)
    }
    let evaluation = evaluated.evaluation
    let page = drawPage(&surface, state, title: "Confusion matrix", subtitle(evaluation, state), theme)
    let grid = MatrixGrid(page)
    drawMatrix(&surface, evaluation, state.reports.cell, grid, theme)
    let cell = state.reports.cell, count = evaluation.figures.confusion[cell.label.rawValue][cell.predicted.rawValue]
    let below = Rect(x: page.x, y: grid.bottom + (page.height >= 20 ? 2 : 1), width: grid.width, height: page.bottom - grid.bottom - (page.height >= 20 ? 2 : 1))
    if below.height > 0 {
        let verb = cell.label == cell.predicted ? "rightly predicted" : "taken for"
        var x = surface.write("\(counted(count, "frame")) ", x: page.x, y: below.y, theme.strong)
        x = surface.write("\(theme.shape(cell.label)) \(cell.label)", x: x, y: below.y, theme.style(cell.label, bold: true))
        x = surface.write(" \(verb) ", x: x, y: below.y, theme.text)
        surface.write("\(theme.shape(cell.predicted)) \(cell.predicted)", x: x, y: below.y, theme.style(cell.predicted, bold: true), limit: page.right)
    }
    let blocks = FigureBlocks(evaluation, theme)
    let right = Rect(x: page.x + grid.width + 3, y: page.y, width: page.right - page.x - grid.width - 3, height: page.height)
    let under = Rect(x: page.x, y: below.y + 2, width: grid.width, height: page.bottom - below.y - 2)
    if right.width >= 78 {
        let half = right.width / 2
        drawBlocks(&surface, blocks.all, into: [Rect(x: right.x, y: right.y, width: half - 2, height: right.height),
                                                Rect(x: right.x + half, y: right.y, width: half, height: right.height), under], theme)
    } else {
        drawBlocks(&surface, blocks.all, into: [right, under], theme)
    }
}

private func subtitle(_ evaluation: ErrorEvaluation, _ state: AppState) -> String {
    var text = percent(evaluation.figures.errorPercent) + " wrong"
    if let interval = evaluation.errorInterval {
        text += " (95 %: \(decimal(interval.lowerBound, 1)) to \(decimal(interval.upperBound, 1)))"
    }
    text += " of \(counted(evaluation.figures.n, "frame")), out of shot"
    if let model = evaluation.model { text += ", \(model.printable(limit: 20))" }
    let new = state.reports.newSinceEvaluation
    return new > 0 ? text + " · \(counted(new, "decision")) since: w" : text
}

/// Where the cells of the matrix lie.
struct MatrixGrid {
    let origin: Rect
    let labelWidth: Int, cellWidth: Int, cellHeight: Int
    let hasRecall: Bool

    init(_ page: Rect) {
        origin = page
        labelWidth = page.width >= 58 ? 12 : 3
        hasRecall = page.width >= 58
        cellWidth = page.width >= 150 ? 11 : page.width >= 110 ? 10 : 6
        cellHeight = page.height >= 30 ? 3 : 1
    }

    var width: Int { labelWidth + RarityClass.count * cellWidth + (hasRecall ? 8 : 0) }
    /// The line below the cells, where the precisions stand.
    var bottom: Int { origin.y + 1 + RarityClass.count * cellHeight }

    func rect(_ label: RarityClass, _ predicted: RarityClass) -> Rect {
        Rect(x: origin.x + labelWidth + predicted.rawValue * cellWidth, y: origin.y + 1 + label.rawValue * cellHeight,
             width: cellWidth, height: cellHeight)
    }
}

private func drawMatrix(_ surface: inout Surface, _ evaluation: ErrorEvaluation, _ selected: MatrixCell, _ grid: MatrixGrid, _ theme: Theme) {
    let matrix = evaluation.figures.confusion, perClass = evaluation.figures.perClass
    let corner = grid.labelWidth >= 12 ? "labelled" : ""
    surface.write(corner, x: grid.origin.x, y: grid.origin.y, theme.quiet)
    for predicted in RarityClass.allCases {
        let rect = grid.rect(.junk, predicted)
        let name = grid.cellWidth >= 9 ? predicted.name : "\(theme.shape(predicted))\(predicted.letter)"
        surface.write(rightAligned(String(name.prefix(grid.cellWidth - 1)), grid.cellWidth - 1), x: rect.x, y: grid.origin.y, theme.style(predicted, bold: true))
    }
    if grid.hasRecall { surface.write("  found", x: grid.rect(.junk, .legendary).right, y: grid.origin.y, theme.quiet) }
    for label in RarityClass.allCases {
        let row = matrix[label.rawValue], total = row.reduce(0, +)
        let middle = grid.rect(label, .junk).y + grid.cellHeight / 2
        let name = grid.labelWidth >= 12 ? "\(theme.shape(label)) \(label.name)" : "\(theme.shape(label))\(label.letter)"
        surface.write(name, x: grid.origin.x, y: middle, theme.style(label, bold: true))
        for predicted in RarityClass.allCases {
            let count = row[predicted.rawValue], isSelected = selected == MatrixCell(label: label, predicted: predicted)
            let share = total > 0 ? Double(count) / Double(total) : 0
            var style = theme.heat(share, isRight: label == predicted)
            if isSelected { style = theme.selected }
            let rect = grid.rect(label, predicted)
            surface.fill(Rect(x: rect.x, y: rect.y, width: rect.width - (theme.hasColour && grid.cellHeight > 1 ? 1 : 0), height: rect.height), style)
            surface.write(rightAligned(count > 0 ? grouped(count) : theme.sign("·", "."), grid.cellWidth - 2), x: rect.x, y: middle, style)
        }
        if grid.hasRecall, total > 0 {
            surface.write(rightAligned(wholePercent(perClass[label.rawValue].recall), 7), x: grid.rect(label, .legendary).right, y: middle, theme.quiet)
        }
    }
    guard grid.bottom < grid.origin.bottom else { return }
    surface.write(grid.labelWidth >= 12 ? "right" : "", x: grid.origin.x, y: grid.bottom, theme.quiet, limit: grid.origin.x + grid.labelWidth - 1)
    for predicted in RarityClass.allCases where matrix.contains(where: { $0[predicted.rawValue] > 0 }) {
        surface.write(rightAligned(wholePercent(perClass[predicted.rawValue].precision), grid.cellWidth - 1), x: grid.rect(.junk, predicted).x, y: grid.bottom, theme.quiet)
    }
}

/// `71 %`
func wholePercent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
