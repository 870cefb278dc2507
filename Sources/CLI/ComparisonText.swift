// Two models side by side, as text and as JSON.

import Frames
import Review

enum ComparisonText {
    struct JSON: Encodable {
        let before, after: String
        let labelled, labelled_since, right_before, right_after, unlabelled, changed_unlabelled: Int
        let to_right, to_wrong, still_wrong: [ModelComparison.Flip]

        init(_ one: ModelComparison) {
            (before, after, labelled, labelled_since) = (one.before, one.after, one.labelled, one.labelledSince)
            (right_before, right_after) = (one.rightBefore, one.rightAfter)
            (unlabelled, changed_unlabelled) = (one.unlabelled, one.changedUnlabelled)
            (to_right, to_wrong, still_wrong) = (one.toRight, one.toWrong, one.stillWrong)
        }
    }

    /// `ridge-0001 → ridge-0002: 12 frames flipped to right, 3 to wrong …`
    static func summary(_ one: ModelComparison) -> [String] {
        var lines = ["\(one.before.printable()) → \(one.after.printable()): of \(counted(one.labelled, "labelled frame")), each predicted without "
            + "its shot, \(one.toRight.count) flipped to right, \(one.toWrong.count) to wrong; right \(one.rightBefore) → \(one.rightAfter). "
            + "Of \(one.unlabelled) unlabelled, \(one.changedUnlabelled) changed."]
        if one.labelledSince > 0 {
            lines.append("\(counted(one.labelledSince, "labelled frame")) not judged: one of the two was not trained on them.")
        }
        return lines
    }

    static func lines(_ one: ModelComparison, most: Int) -> [String] {
        var lines = summary(one)
        for (title, flips) in [("To right", one.toRight), ("To wrong", one.toWrong), ("Wrong in another way", one.stillWrong)] where !flips.isEmpty {
            var table = Table(["frame", "label", one.before.printable(), one.after.printable()], numbers: [])
            for flip in flips.prefix(most) { table.add([flip.frame, flip.label.name, flip.before.name, flip.after.name]) }
            lines += ["", "\(title):"] + table.lines
            if flips.count > most { lines.append("… and \(flips.count - most) more; --json lists all.") }
        }
        return lines
    }
}
