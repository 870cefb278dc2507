// The report as one HTML file: nothing is fetched, nothing runs. Charts are SVG, pictures lie inside as data.

import Foundation
import Frames

/// Draws a report.
public enum ReportPage {
    /// The whole file.
    public static func html(_ content: ReportContent) -> String {
        let one = content.evaluation
        var sections = [headline(content), section("confusion", "Where the errors lie", confusion(one))]
        sections.append(section("reliability", "Is a confidence of .8 right four times in five?", reliability(one)))
        if !content.rounds.isEmpty { sections.append(section("rounds", "Error over the rounds", rounds(content.rounds))) }
        if !content.episodes.isEmpty { sections.append(section("episodes", "Class shares by episode", episodes(content.episodes))) }
        if !content.disagreements.isEmpty {
            sections.append(section("disagreements", "Worst disagreements", disagreements(content.disagreements)))
        }
        return page(title: "\(content.title) · error evaluation", body: sections.joined(separator: "\n"))
    }

    /// A file of its own around a body; `style` comes after the style of all pages.
    static func page(title: String, style: String = "", body: String) -> String {
        """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <link rel="icon" href="data:,">
            <title>\(escaped(title))</title>
            <style>
            \(ReportStyle.css)
            \(style)
            </style>
            </head>
            <body>
            <main>
            \(body)
            </main>
            </body>
            </html>

            """
    }

    private static func section(_ id: String, _ title: String, _ body: String) -> String {
        "<section id=\"\(id)\">\n<h2>\(escaped(title))</h2>\n\(body)\n</section>"
    }

    private static func headline(_ content: ReportContent) -> String {
        let one = content.evaluation, f = one.figures
        let interval = one.errorInterval.map { "<p class=\"sub\">95 %: \(fixed($0.lowerBound, 1)) to \(fixed($0.upperBound, 1)), drawn over "
            + (one.scenes.map { "\($0) scenes" } ?? "single frames, so it is too narrow") + "</p>" } ?? ""
        let made = content.made.map { Date(timeIntervalSince1970: Double($0) / 1000).formatted(.iso8601.year().month().day()) }
        let facts = [made, one.model.map { "\(escaped($0)), out of shot" }, "\(f.n) labelled frames"].compactMap { $0 }
        var tiles = [
            ("macro-F1", share(f.macroF1)), ("kappa", share(f.kappa)), ("quadratic kappa", share(f.quadraticKappa)),
            ("macro-averaged MAE", share(f.macroMAE)), ("off by two or more", "\(fixed(f.offByTwoPercent, 1)) %"),
            ("ranked probability score", share(f.rps)), ("log loss", share(f.logLoss)), ("ECE", share(f.ece)),
        ]
        if let price = one.price { tiles.append(("price at stake a frame", fixed(price.meanPerFrame, 2))) }
        if let second = one.reviewers { tiles.append(("two reviewers agree", share(second.agree))) }
        return """
            <header>
            <p class="over">Rarity · error evaluation</p>
            <h1>\(escaped(content.title))</h1>
            <p class="sub">\(facts.joined(separator: " · "))</p>
            <div class="lead"><div class="error"><b>\(fixed(f.errorPercent, 1))</b><span>% wrong</span></div>\(interval)</div>
            <dl class="tiles">\(tiles.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" }.joined())</dl>
            </header>
            """
    }

    private static func disagreements(_ all: [ReportContent.Disagreement]) -> String {
        let cards = all.map { one in
            let picture = one.jpeg.isEmpty ? "<div class=\"missing\">no image</div>"
                : "<img alt=\"\(escaped(one.frame))\" src=\"data:image/jpeg;base64,\(Data(one.jpeg).base64EncodedString())\">"
            return """
                <figure>\(picture)<figcaption><p>\(chip(one.label)) <span aria-hidden="true">→</span> \(chip(one.predicted))</p>
                <p class="frame">\(escaped(one.frame))</p>
                <p class="sub">\(one.alike == 1 ? "this frame alone" : "\(one.alike) frames of its shot") · probability of the label \(share(one.selfConfidence)) · \(one.signal.rawValue)</p></figcaption></figure>
                """
        }
        return "<p class=\"sub\">Labelled → predicted by the head that never saw the shot, by what the difference costs. One frame a shot and label.</p>"
            + "<div class=\"cards\">\(cards.joined(separator: "\n"))</div>"
    }

    static func chip(_ rarity: RarityClass) -> String { "<span class=\"chip c\(rarity.rawValue)\">\(rarity)</span>" }

    /// `.875`
    static func share(_ value: Double?) -> String {
        guard let value else { return "–" }
        let text = fixed(abs(value), 3)
        return (value < 0 ? "−" : "") + (text.hasPrefix("0.") ? String(text.dropFirst()) : text)
    }

    static func fixed(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }

    /// Text from outside, as text.
    static func escaped(_ text: String) -> String {
        text.printable(limit: 300).replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
            .replacingOccurrences(of: ">", with: "&gt;").replacingOccurrences(of: "\"", with: "&quot;")
    }
}
