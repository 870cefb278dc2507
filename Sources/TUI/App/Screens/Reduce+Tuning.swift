// Tuning from the app: one round after the other, with reviewing in between. Its state is in the database, so it goes on
// after any restart.

import Frames
import Review

extension AppState {
    /// `:tune 5`, or `:tune` to go on.
    mutating func tune(_ argument: String) -> [Effect] {
        guard !argument.isEmpty else { return show(.tuning) }
        let text = argument.hasSuffix("%") ? String(argument.dropLast()).trimmed : argument
        guard let percent = Double(text), percent > 0, percent < 100 else {
            say("\(argument.printable(limit: 20)) is no percentage; :tune 5 works until the error is below 5 %.", .bad)
            return []
        }
        screen = .tuning
        return start(.tune(untilError: percent))
    }

    /// Another round towards the same bound.
    mutating func nextRound() -> [Effect] {
        guard let target = reports.tuning.target else {
            prompt = Prompt(.command, text: "tune ", history: promptHistory[.command] ?? [])
            say("Below how many percent shall the error be? 5, for example.")
            return []
        }
        return start(.tune(untilError: target))
    }

    mutating func openTuningRow(_ row: Int) -> [Effect] {
        guard row > 0, reports.tuning.next.indices.contains(row - 1) else { return nextRound() }
        let next = reports.tuning.next[row - 1]
        guard let number = FrameNumber(text: next.frame) else { return [] }
        screen = .review
        let moved = jump(to: next.frame)
        // Audit frames are decided blind, in their queue.
        guard next.predicted == nil else { return moved }
        if number.episode == film?.code { return moved + open(.audit) }
        queueAfterOpening = .audit
        return moved
    }

    mutating func take(_ report: TuneReport) -> [Effect] {
        reports.tuning.rounds = report.rounds
        reports.tuning.next = report.next
        reports.tuning.comparison = report.comparison
        reports.rows[.tuning] = 0
        switch report.round.stop {
        case .reached: say("Reached: with 95 % confidence the error is below \(percent(report.round.targetPercent)).", .good)
        case .patience: say("The error has not improved for some rounds; look at the suspects.")
        case nil where report.audit.decided == 0: say("Round \(report.rounds.count): decide frames of the audit, and the error has a bound.", .good)
        case nil:
            say("Round \(report.rounds.count): the error is below \(percent(report.audit.upperPercent)), wanted \(percent(report.round.targetPercent)).", .good)
        }
        return [.load(.tuning)]
    }
}
