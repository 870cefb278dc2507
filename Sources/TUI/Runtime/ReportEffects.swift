// What the report screens ask of the store.

import Foundation
import Frames
import Review

func load(_ request: ReportRequest, from store: ReviewStore) throws -> ReportData {
    switch request {
    case .models: .models(try store.models())
    case .comparison(let before, let after): .comparison(try store.compare(before, after))
    case .history(let frame, let reviewer): .history(try store.batches(of: frame, by: reviewer), of: frame, by: reviewer)
    case .reviewers: .reviewers(try store.reviewers(), try store.agreements())
    case .overview(let reviewer):
        .overview(Overview(episodes: try store.progress(), pace: try store.pace(reviewer: reviewer), errorsFound: try store.errorsFound()))
    case .tuning: .tuning(try store.tuningRounds(), AuditCount(try store.auditFrames()))
    }
}

func carryOut(_ revert: Revert, by reviewer: String, on store: ReviewStore) throws -> Input {
    switch revert {
    case .batches(let batches): .reverted(try store.revert(batches: batches, by: reviewer), restored: false)
    case .restore(let batches): .reverted(try store.restore(batches: batches, by: reviewer), restored: true)
    case .everything(let name, let since): .reverted(try store.revert(everythingBy: name, since: since, by: reviewer), restored: false)
    }
}

/// How much a revert would take back, before it is asked for.
func weigh(revertOf name: String, since text: String, _ store: ReviewStore) throws -> Input {
    guard let since = Moment.milliseconds(text, now: Int64(Date().timeIntervalSince1970 * 1000)) else {
        return .failed("\"\(text.printable(limit: 30))\" is no time; one is like 2026-11-24T08:00 (UTC), today, yesterday, 2h.")
    }
    return .mayRevert(by: name, since: since, decisions: try store.decisions(by: name, since: since))
}
