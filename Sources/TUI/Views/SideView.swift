// What is known of the frame: labelled against predicted, the probabilities, subjects, where the
// label comes from.

import Frames
import Review

func drawSide(_ surface: inout Surface, _ state: AppState, _ pictures: Pictures, _ rect: Rect, _ theme: Theme) {
    guard let frame = state.current else { return }
    for y in rect.y..<rect.bottom { surface.write(theme.sign("│", "|"), x: rect.x - 1, y: y, theme.rule) }
    var pen = Pen(x: rect.x + 1, y: rect.y, limit: rect.right, bottom: rect.bottom)
    pen.skip(rect.height > 16 ? 1 : 0)
    if state.hidesOpinions {
        pen.line(&surface, state.isBlind ? "blind: B shows opinions" : "this queue is blind", theme.quiet)
        return
    }
    drawClass(&surface, "labelled", frame.state.label, after: sourceText(frame.state), &pen, theme)
    drawClass(&surface, "predicted", frame.prediction?.rarity, after: predictionText(frame, state), &pen, theme)
    pen.skip(1)
    drawProbabilities(&surface, frame.prediction, &pen, theme)
    pen.skip(1)
    drawMarks(&surface, frame, state, &pen, theme)
    drawFacts(&surface, state, &pen, theme)
    NearestView.draw(&surface, state, pictures, &pen, theme)
    guard state.histogram == .panel, let histogram = pictures.histogram else { return }
    let top = max(pen.y + 1, rect.bottom - 12)
    guard rect.bottom - top >= 6 else { return }
    let panel = Rect(x: rect.x + 1, y: top, width: rect.width - 2, height: rect.bottom - top)
    histogram.overlay(theme).draw(on: &surface, in: panel, mode: theme.histogramMode)
}

/// A place in a column of text that goes down line by line and stops at its bottom.
struct Pen {
    let x: Int
    var y: Int
    let limit: Int
    let bottom: Int

    var hasRoom: Bool { y < bottom }
    mutating func skip(_ lines: Int) { y += lines }

    mutating func line(_ surface: inout Surface, _ text: String, _ style: CellStyle) {
        if hasRoom { surface.write(text, x: x, y: y, style, limit: limit) }
        y += 1
    }
}

private func drawClass(
    _ surface: inout Surface, _ title: String, _ rarity: RarityClass?, after: String, _ pen: inout Pen, _ theme: Theme
) {
    guard pen.hasRoom else { return }
    surface.write(title, x: pen.x, y: pen.y, theme.quiet, limit: pen.limit)
    let x = pen.x + 10
    var end: Int
    if let rarity {
        end = surface.write("\(theme.shape(rarity)) \(rarity.name)", x: x, y: pen.y, theme.style(rarity, bold: true), limit: pen.limit)
    } else {
        end = surface.write(theme.sign("–", "-"), x: x, y: pen.y, theme.quiet, limit: pen.limit)
    }
    end = max(end + 1, pen.limit - after.count - 1)
    surface.write(after, x: end, y: pen.y, theme.quiet, limit: pen.limit)
    pen.skip(1)
}

private func sourceText(_ state: FrameState) -> String {
    switch state.source {
    case .jonny: "Jonny"
    case .reviewer: "here"
    case .supervised: "sheet"
    case .unsupervised: "k-means"
    case nil: ""
    }
}

private func predictionText(_ frame: FrameRecord, _ state: AppState) -> String {
    guard let prediction = frame.prediction else { return state.job == nil ? "T trains" : "soon" }
    return (frame.disagrees ? "≠ " : "") + probability(prediction.confidence)
}

/// A row a class: letter, a bar with eighths of a cell, the probability.
private func drawProbabilities(_ surface: inout Surface, _ prediction: Prediction?, _ pen: inout Pen, _ theme: Theme) {
    let width = pen.limit - pen.x - 8
    for rarity in RarityClass.allCases {
        guard pen.hasRoom else { return }
        surface.write(String(rarity.letter), x: pen.x, y: pen.y, theme.style(rarity, bold: true))
        if let p = prediction?.probabilities[rarity.rawValue] {
            surface.write(bar(Double(p), width: width, theme), x: pen.x + 2, y: pen.y, theme.style(rarity), limit: pen.limit)
            surface.write(probability(p), x: pen.limit - 4, y: pen.y, theme.quiet, limit: pen.limit)
        }
        pen.skip(1)
    }
}

/// A horizontal bar of `share` of `width` cells.
func bar(_ share: Double, width: Int, _ theme: Theme) -> String {
    let eighths = Int((share * Double(width) * 8).rounded())
    guard theme.isUnicode else { return String(repeating: "#", count: (eighths + 4) / 8) }
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
}

private func drawMarks(_ surface: inout Surface, _ frame: FrameRecord, _ state: AppState, _ pen: inout Pen, _ theme: Theme) {
    var words: [String] = []
    if state.marks.contains(state.cursor) { words.append("marked") }
    if frame.state.contested { words.append("contested") }
    if frame.state.unsure { words.append("unsure") }
    if frame.state.flagged { words.append(theme.sign("⚑ flagged", "! flagged")) }
    if frame.state.reviewed { words.append(frame.state.propagated ? "from its shot" : "reviewed") }
    if !words.isEmpty { pen.line(&surface, words.joined(separator: " · "), frame.state.contested ? theme.bad : theme.good) }
    if let note = frame.state.note, !note.isEmpty {
        for line in wrapped("“\(note.printable(limit: 200))”", width: pen.limit - pen.x).prefix(3) { pen.line(&surface, line, theme.text) }
    }
}

private func drawFacts(_ surface: inout Surface, _ state: AppState, _ pen: inout Pen, _ theme: Theme) {
    guard let details = state.details, details.record.id == state.current?.id else { return }
    if !details.subjects.isEmpty {
        let subjects = details.subjects.map { $0.printable(limit: 40) }.joined(separator: ", ")
        for line in wrapped(subjects, width: pen.limit - pen.x).prefix(3) { pen.line(&surface, line, theme.text) }
    }
    let imported = [("Jonny", details.jonny), ("sheet", details.supervised), ("k-means", details.unsupervised)]
    for (title, rarity) in imported {
        guard let rarity, pen.hasRoom else { continue }
        surface.write(title, x: pen.x, y: pen.y, theme.quiet, limit: pen.limit)
        surface.write("\(theme.shape(rarity)) \(rarity.name)", x: pen.x + 10, y: pen.y, theme.style(rarity), limit: pen.limit)
        pen.skip(1)
    }
    for opinion in details.opinions {
        guard pen.hasRoom else { return }
        surface.write(opinion.reviewer.printable(limit: 9), x: pen.x, y: pen.y, theme.quiet, limit: pen.x + 9)
        let text = opinion.rarity.map { "\(theme.shape($0)) \($0.name)" } ?? "? unsure"
        surface.write(text, x: pen.x + 10, y: pen.y, opinion.rarity.map { theme.style($0) } ?? theme.text, limit: pen.limit)
        pen.skip(1)
    }
}

/// The two lines of the stacked layout.
func drawSideLines(_ surface: inout Surface, _ state: AppState, _ rect: Rect, _ theme: Theme) {
    guard let frame = state.current else { return }
    guard !state.hidesOpinions else {
        surface.write(state.isBlind ? "blind: B shows opinions" : "this queue is blind", x: 1, y: rect.y, theme.quiet, limit: rect.right)
        return
    }
    var pen = Pen(x: 1, y: rect.y, limit: min(rect.right, 38), bottom: rect.bottom)
    drawClass(&surface, "labelled", frame.state.label, after: sourceText(frame.state), &pen, theme)
    drawClass(&surface, "predicted", frame.prediction?.rarity, after: predictionText(frame, state), &pen, theme)
    var right = Pen(x: 40, y: rect.y, limit: rect.right, bottom: rect.bottom)
    guard rect.right > 48 else { return }
    drawMarks(&surface, frame, state, &right, theme)
    if let details = state.details, details.record.id == frame.id {
        right.line(&surface, details.subjects.map { $0.printable(limit: 30) }.joined(separator: ", "), theme.quiet)
    }
}
