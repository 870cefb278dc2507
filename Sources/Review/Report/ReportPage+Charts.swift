// The charts: a table for the confusion matrix, SVG for the rest. Colours come from the style sheet, so that they
// follow the reader's light or dark.

import Foundation
import Frames

extension ReportPage {
    /// Rows labelled, columns predicted; a cell is as strong as its share of the row.
    static func confusion(_ one: ErrorEvaluation) -> String {
        let f = one.figures, classes = one.classes.map(escaped)
        let head = "<tr><td class=\"corner\">labelled ↓ predicted →</td>" + classes.map { "<th scope=\"col\">\($0)</th>" }.joined()
            + "<th scope=\"col\">recall</th><th scope=\"col\">precision</th><th scope=\"col\">F1</th></tr>"
        let rows = f.confusion.enumerated().map { i, row in
            let sum = max(1, row.reduce(0, +))
            let cells = row.enumerated().map { j, count in
                let strength = Int((100 * (Double(count) / Double(sum)).squareRoot()).rounded())
                return "<td class=\"cell \(i == j ? "right" : "wrong")\(count == 0 ? " none" : "")\" style=\"--s:\(strength)%\">\(count)</td>"
            }
            let own = f.perClass[i]
            return "<tr><th scope=\"row\">\(classes[i])</th>\(cells.joined())"
                + [own.recall, own.precision, own.f1].map { "<td class=\"rate\">\(share($0))</td>" }.joined() + "</tr>"
        }
        let distances = one.byDistance.dropFirst().map { "<b>\($0.count)</b> off by \($0.steps)" }.joined(separator: ", ")
        var notes = "<p class=\"sub\">\(distances).</p>"
        if let price = one.price {
            notes += "<p class=\"sub\">At stake: too cheap by <b>\(fixed(price.tooCheap, 0))</b>, too dear by <b>\(fixed(price.tooDear, 0))</b>, at prices "
                + zip(one.classes, price.prices).map { "\(escaped($0)) \(fixed($1, 0))" }.joined(separator: ", ") + ".</p>"
        }
        return "<div class=\"scroll\"><table class=\"matrix\"><thead>\(head)</thead><tbody>\(rows.joined())</tbody></table></div>\(notes)"
    }

    /// Accuracy over confidence, a dot as large as its share of the frames.
    static func reliability(_ one: ErrorEvaluation) -> String {
        let size = 320.0, pad = 34.0, most = Double(max(1, one.figures.reliability.map(\.count).max() ?? 1))
        func x(_ v: Double) -> String { fixed(pad + v * size, 1) }
        func y(_ v: Double) -> String { fixed(8 + (1 - v) * size, 1) }
        let grid = stride(from: 0.0, through: 1.0, by: 0.25).map { v in
            "<line class=\"grid\" x1=\"\(x(0))\" y1=\"\(y(v))\" x2=\"\(x(1))\" y2=\"\(y(v))\"/><text x=\"\(fixed(pad - 6, 1))\" y=\"\(y(v - 0.012))\" text-anchor=\"end\">\(v == 0 ? "0" : v == 1 ? "1" : String(fixed(v, 2).dropFirst()))</text>"
                + "<text x=\"\(x(v))\" y=\"\(fixed(8 + size + 16, 1))\" text-anchor=\"middle\">\(fixed(v * 100, 0)) %</text>"
        }.joined()
        func dots(_ bins: [(Double, Double, Int)], _ kind: String) -> String {
            bins.map { "<circle class=\"\(kind)\" cx=\"\(x($0.0))\" cy=\"\(y($0.1))\" r=\"\(fixed(3 + 9 * (Double($0.2) / most).squareRoot(), 1))\"><title>confidence \(share($0.0)), right \(share($0.1)), \($0.2) frames</title></circle>" }.joined()
        }
        let own = one.figures.reliability.map { ($0.meanConfidence, $0.accuracy, $0.count) }
        let line = "<polyline class=\"line\" points=\"\(own.map { "\(x($0.0)),\(y($0.1))" }.joined(separator: " "))\"/>"
        let raw = one.uncalibrated.map { dots($0.reliability.map { ($0.meanConfidence, $0.accuracy, $0.count) }, "raw") } ?? ""
        var notes = "<p>ECE <b>\(share(one.figures.ece))</b> in 15 bins, at most <b>\(share(one.figures.mce))</b> in one."
        if let raw = one.uncalibrated, let temperature = one.temperature {
            notes += " Before the temperature of \(fixed(temperature, 2)): ECE \(share(raw.ece)), log loss \(share(raw.logLoss)), and after it \(share(one.figures.logLoss))."
                + " <span class=\"key raw\"></span> before, <span class=\"key dot\"></span> after."
        }
        let width = fixed(pad + size + 24, 0), height = fixed(size + 32, 0)
        return """
            <div class="split"><svg viewBox="0 0 \(width) \(height)" role="img" aria-label="Reliability diagram">\(grid)
            <line class="ideal" x1="\(x(0))" y1="\(y(0))" x2="\(x(1))" y2="\(y(1))"/>\(raw)\(line)\(dots(own, "dot"))</svg>
            <div>\(notes)</p><p class="sub">Across: how sure the prediction is. Up: how often it is right. Under the dashed line it promises too much. A dot's area is its number of frames.</p></div></div>
            """
    }

    /// Error in percent of every kept model; scenes and shots held out decide, random frames flatter.
    static func rounds(_ all: [ReportContent.Round]) -> String {
        let width = 640.0, height = 220.0, pad = 34.0, shown = Array(all.suffix(60))
        let top = max(10, (shown.flatMap { [$0.scenes, $0.shots, $0.random] }.compactMap { $0 }.max() ?? 10) * 1.1)
        func x(_ i: Int) -> String { fixed(pad + (shown.count == 1 ? width / 2 : Double(i) * width / Double(shown.count - 1)), 1) }
        func y(_ v: Double) -> String { fixed(8 + height * (1 - v / top), 1) }
        let step = top > 50 ? 20.0 : top > 20 ? 10 : 5
        let grid = stride(from: 0, through: top, by: step).map { v in
            "<line class=\"grid\" x1=\"\(fixed(pad, 1))\" y1=\"\(y(v))\" x2=\"\(fixed(pad + width, 1))\" y2=\"\(y(v))\"/><text x=\"\(fixed(pad - 6, 1))\" y=\"\(fixed((Double(y(v)) ?? 0) + 4, 1))\" text-anchor=\"end\">\(fixed(v, 0))</text>"
        }.joined()
        func curve(_ kind: String, _ value: (ReportContent.Round) -> Double?) -> String {
            let points = shown.enumerated().compactMap { i, one in value(one).map { (i, $0, one) } }
            return "<polyline class=\"\(kind)\" points=\"\(points.map { "\(x($0.0)),\(y($0.1))" }.joined(separator: " "))\"/>"
                + points.map { "<circle class=\"\(kind)\" cx=\"\(x($0.0))\" cy=\"\(y($0.1))\" r=\"4\"><title>\(escaped($0.2.model)), \($0.2.labels) labels: \(fixed($0.1, 1)) %</title></circle>" }.joined()
        }
        let every = max(1, (shown.count + 7) / 8)
        let names = shown.enumerated().filter { $0.offset % every == 0 || $0.offset == shown.count - 1 }.map {
            "<text x=\"\(x($0.offset))\" y=\"\(fixed(height + 26, 1))\" text-anchor=\"\(shown.count == 1 ? "middle" : $0.offset == 0 ? "start" : $0.offset == shown.count - 1 ? "end" : "middle")\">\(escaped($0.element.model))</text>"
        }.joined()
        let last = shown.last
        func legend(_ kind: String, _ name: String, _ value: Double?) -> String {
            "<span><span class=\"key \(kind)\"></span>\(name) \(value.map { "<b>\(fixed($0, 1)) %</b>" } ?? "–")</span>"
        }
        return """
            <div class="scroll"><svg class="wide" viewBox="0 0 \(fixed(width + pad + 12, 0)) \(fixed(height + 34, 0))" role="img" aria-label="Error in percent by model">\(grid)\(curve("random") { $0.random })\(curve("shots") { $0.shots })\(curve("scenes") { $0.scenes })\(names)</svg></div>
            <p class="legend">\(legend("scenes", "whole scenes held out", last?.scenes))\(legend("shots", "whole shots", last?.shots))\(legend("random", "random frames, which flatter", last?.random))</p>
            """
    }

    /// Two bars an episode: labels in effect, and predictions.
    static func episodes(_ all: [ReportContent.Episode]) -> String {
        func bar(_ counts: [Int], _ frames: Int, _ what: String) -> String {
            var at = 0.0
            let parts = counts.enumerated().map { k, count in
                let width = 100 * Double(count) / Double(max(1, frames))
                defer { at += width }
                guard count > 0, let rarity = RarityClass(rawValue: k) else { return "" }
                let text = width > 6 ? "<text class=\"in\" x=\"\(fixed(at + width / 2, 2))%\" y=\"15\" text-anchor=\"middle\">\(fixed(width, 0))</text>" : ""
                return "<rect class=\"c\(k)\" x=\"\(fixed(at, 2))%\" width=\"\(fixed(width, 2))%\" height=\"22\"><title>\(rarity): \(count) of \(frames)</title></rect>\(text)"
            }
            return "<div class=\"bar\"><span>\(what)</span><svg height=\"22\" width=\"100%\" role=\"img\" aria-label=\"\(what) class shares\">\(parts.joined())</svg></div>"
        }
        let rows = all.map { "<div class=\"episode\"><h3>\(escaped($0.code)) <small>\($0.frames) frames</small></h3>\(bar($0.labelled, $0.frames, "in effect"))\(bar($0.predicted, $0.frames, "predicted"))</div>" }
        return rows.joined() + "<p class=\"legend\">\(RarityClass.allCases.map { "<span>\(chip($0))</span>" }.joined()) <span class=\"sub\">numbers are percent</span></p>"
    }
}
