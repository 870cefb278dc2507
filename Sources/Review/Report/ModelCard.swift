// A model in words and figures, for whoever gets it without the project.

import Foundation
import Frames
import Model

/// Draws model cards.
public enum ModelCard {
    /// Markdown.
    /// - Parameter usage: lines on how a file of it is used; none for a model that stays here.
    public static func markdown(_ model: ModelRecord, usage: [String] = []) -> String {
        let made = Date(timeIntervalSince1970: Double(model.made) / 1000).formatted(.iso8601)
        var lines = ["# \(model.name.printable())", "", "Predicts the rarity class of a film frame: \(RarityClass.allCases.map(\.name).joined(separator: ", ")), in the order of price.", "",
                     "- kind: \(model.kind.printable())", "- made: \(made)", "- continues: \(model.parent?.printable() ?? "nothing")",
                     "- has seen decisions up to: \(model.lastEvent)", "- settings: `\(model.settings.printable(limit: 300))`"]
        guard let figures = ModelFigures(model) else { return (lines + ["", "It was not trained by Rarity: no figures are known."] + usage).joined(separator: "\n") + "\n" }
        let validation = figures.validation
        lines += ["", "## Learned from", "",
                  "\(figures.labels.reduce(0, +)) frames in \(figures.labelledShots) shots that people labelled; k-means classes and contested frames were left out.", "",
                  row(["class"] + figures.classes), row(["---"] + figures.classes.map { _ in "---:" }), row(["frames"] + figures.labels.map(String.init)),
                  "", "## How good it is on what it has not seen", "", row(["held out", "groups", "right", "macro-F1", "ECE"] + figures.classes.map { "recall \($0)" }),
                  row(["---"] + (0..<4 + figures.classes.count).map { _ in "---:" })]
        for (name, one) in [("whole scenes", validation.scenes), ("whole shots", validation.shots), ("random frames", validation.random)] {
            guard let one else { continue }
            lines.append(row([name, "\(one.groups)"] + [one.right, one.macroF1, one.ece].map { ReportPage.share($0) } + one.recall.map { ReportPage.share($0) }))
        }
        lines += ["", "Random frames flatter, since their neighbours were learned from; scenes tell how a new place fares. Probabilities are calibrated by the temperature "
                  + "\(ReportPage.fixed(Double(validation.temperature), 2)), fitted with shots held out. Labels are taken as the truth, and some of them are wrong."]
        lines += subjects(figures)
        lines += ["", "## Limits", "", "It knows the films that it was trained on. Rare and Legendary set prices: let a person look before a price is set."]
        return (lines + usage).joined(separator: "\n") + "\n"
    }

    /// A row a subject, the best found first.
    private static func subjects(_ figures: ModelFigures) -> [String] {
        guard let subjects = figures.subjects, !subjects.isEmpty else { return [] }
        let head = ["", "## Subjects", "", "Learned from METADATA; average precision on what was held out.", "",
                    row(["subject", "frames", "shots", "scenes held out", "shots held out"]), row(["---"] + (0..<4).map { _ in "---:" })]
        return head + subjects.sorted { ($0.apScenes ?? 0, $1.name) > ($1.apScenes ?? 0, $0.name) }.map { subject in
            row([subject.name.printable(limit: 60), "\(subject.frames)", "\(subject.shots)"] + [subject.apScenes, subject.apShots].map { ReportPage.share($0) })
        }
    }

    private static func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
}
