// Opening and closing the report screens, their cursors, and what arrives for them.

import Frames
import Review

extension AppState {
    /// Opens a screen, or goes back where it is open.
    mutating func show(_ wanted: Screen) -> [Effect] {
        guard screen != wanted else {
            screen = .review
            return []
        }
        screen = wanted
        switch wanted {
        case .episodes: return [.listEpisodes]
        case .overview: return [.load(.overview(reviewer: reviewer))]
        case .confusion: return reports.evaluated == nil ? start(.evaluate) : []
        case .tuning: return [.load(.tuning)]
        case .estimate:
            guard let code = film?.code else { return [] }
            guard reports.estimate?.episode != code.description else { return [] }
            if job == nil { reports.estimate = nil }
            return start(.estimate(code))
        case .jobs: return [.load(.models), .load(.tuning)]
        case .models: return [.load(.models)]
        case .reviewers: return [.load(.reviewers)]
        case .history, .review, .sheet: return []
        }
    }

    /// History of the frame at the cursor, or of the whole project.
    mutating func showHistory(ofFrame: Bool) -> [Effect] {
        let frame = ofFrame ? current?.number : nil
        if screen == .history, let history = reports.history, history.frame == frame, history.reviewer == nil {
            screen = .review
            return []
        }
        return showHistory(of: frame, by: nil)
    }

    mutating func showHistory(of frame: FrameNumber?, by reviewer: String?) -> [Effect] {
        screen = .history
        reports.history = nil
        reports.rows[.history] = 0
        return [.load(.history(of: frame, by: reviewer))]
    }

    /// How many rows the list of a screen has.
    func rowCount(_ screen: Screen) -> Int {
        switch screen {
        case .episodes: episodes.count
        case .overview: reports.overview?.episodes.count ?? 0
        case .tuning: 1 + reports.tuning.next.count
        case .models: reports.comparison == nil ? reports.models.count : 3
        case .history: reports.history?.batches.count ?? 0
        case .reviewers: reports.reviewers.count
        case .review, .sheet, .confusion, .estimate, .jobs: 0
        }
    }

    mutating func moveRow(_ command: Command) {
        let last = max(0, rowCount(screen) - 1), at = reports.row(screen)
        let wanted = switch command {
        case .step(let by): at + by
        case .page(let by): at + by * max(1, height - 8)
        case .first: 0
        case .last: last
        default: at
        }
        reports.rows[screen] = max(0, min(last, wanted))
    }

    /// Enter on a row.
    mutating func openRow() -> [Effect] {
        let row = reports.row(screen)
        switch screen {
        case .confusion: return openCell()
        case .tuning: return openTuningRow(row)
        case .estimate:
            screen = .review
            guard let code = estimatedEpisode, code != film?.code else { return open(.newEpisode) }
            queueAfterOpening = .newEpisode
            return [.open(code, .start)]
        case .models: return openModelRow(row)
        case .history: return openHistoryRow(row)
        case .reviewers: return openReviewerRow(row)
        case .episodes: return openEpisode(episodes.indices.contains(row) ? episodes[row].code : nil)
        case .overview: return openEpisode(reports.overview.flatMap { $0.episodes.indices.contains(row) ? $0.episodes[row].summary.code : nil })
        case .jobs, .review, .sheet: return []
        }
    }

    /// The episode that the estimate is of, or is being made of.
    var estimatedEpisode: EpisodeCode? {
        if case .estimate(let code)? = job?.order { return code }
        return reports.estimate.flatMap { EpisodeCode(text: $0.episode) } ?? film?.code
    }

    private mutating func openEpisode(_ code: EpisodeCode?) -> [Effect] {
        screen = .review
        guard let code, code != film?.code else { return [] }
        return [.open(code, .start)]
    }

    /// Works out the figures of this screen anew.
    mutating func again() -> [Effect] {
        switch screen {
        case .confusion: return start(.evaluate)
        case .estimate: return film.map { start(.estimate($0.code)) } ?? []
        case .tuning: return nextRound()
        case .episodes: return [.listEpisodes]
        case .overview: return [.load(.overview(reviewer: reviewer))]
        case .models, .jobs: return [.load(.models), .load(.tuning)]
        case .reviewers: return [.load(.reviewers)]
        case .history: return reports.history.map { [.load(.history(of: $0.frame, by: $0.reviewer))] } ?? []
        case .review, .sheet: return []
        }
    }

    mutating func take(_ data: ReportData) {
        switch data {
        case .models(let models): reports.models = models
        case .comparison(let comparison):
            reports.comparison = comparison
            reports.rows[.models] = 0
        case .history(let batches, let frame, let reviewer):
            reports.history = History(frame: frame, reviewer: reviewer, batches: batches)
        case .reviewers(let reviewers, let agreements): (reports.reviewers, reports.agreements) = (reviewers, agreements)
        case .overview(let overview): reports.overview = overview
        case .tuning(let rounds, let audit): (reports.tuning.rounds, reports.tuning.audit) = (rounds, audit)
        }
        for list in Screen.lists { reports.rows[list] = max(0, min(reports.row(list), rowCount(list) - 1)) }
    }

    /// Esc: a comparison is left for the list of models, a screen for the frame.
    mutating func leaveReport() {
        if screen == .models, reports.comparison != nil {
            reports.comparison = nil
            reports.rows[.models] = 0
        } else {
            screen = .review
        }
    }
}
