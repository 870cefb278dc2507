// Long jobs, export, leaving.

import Frames
import Review

extension AppState {
    mutating func work(_ command: Command) -> [Effect] {
        switch command {
        case .train: return start(.train)
        case .cancelJob:
            guard job != nil else {
                if interruptedOnce { isQuitting = true }
                interruptedOnce = true
                say("Nothing runs. Ctrl-C again quits; everything is saved.")
                return []
            }
            job?.isStopping = true
            return [.cancelJob]
        case .export:
            guard let code = film?.code else { return [] }
            return [.export(code)]
        case .suspend: return [.suspend]
        case .quit:
            isQuitting = true
            return job == nil ? [] : [.cancelJob]
        default: return []
        }
    }

    mutating func takeJob(_ input: Input) -> [Effect] {
        switch input {
        case .jobProgress(let progress):
            job?.take(progress)
            return []
        case .jobDone(let result):
            let isSeen = screen == job?.order.screen
            job = nil
            return take(result, isSeen: isSeen)
        case .jobFailed(let line):
            job = nil
            journal.append(line)
            say(line, .bad)
            return (film.map { [.reload($0.code)] } ?? []) + [.listEpisodes]
        default: return []
        }
    }

    /// Starts a job, unless one runs already.
    mutating func start(_ order: JobOrder) -> [Effect] {
        guard job == nil else {
            say("Already at work; Ctrl-C stops it.", .bad)
            return []
        }
        job = Job(order)
        return [.start(order)]
    }

    private mutating func take(_ result: JobResult, isSeen: Bool) -> [Effect] {
        let fresh = (film.map { [Effect.reload($0.code)] } ?? []) + [.listEpisodes]
        switch result {
        case .trained(let text):
            journal.append(text)
            say(text.split(separator: "\n").first.map(String.init) ?? "Done.", .good)
            return fresh + (screen == .jobs || screen == .models ? [.load(.models)] : [])
        case .evaluated(let evaluated):
            take(evaluated)
            say("\(percent(evaluated.evaluation.figures.errorPercent)) wrong out of shot\(isSeen ? "." : "; M shows where.")", .good)
            return []
        case .estimated(let estimate):
            reports.estimate = estimate
            say("\(estimate.episode): about \(Int(estimate.errorsLeft.expected.rounded())) errors left\(isSeen ? "." : "; i shows more.")", .good)
            return []
        case .tuned(let report): return take(report) + fresh
        case .done(let line):
            journal.append(line)
            say(line, .good)
            return fresh
        }
    }
}

extension JobOrder {
    /// The screen that shows what it came to.
    var screen: Screen {
        switch self {
        case .train, .trainOther, .errand: .jobs
        case .evaluate: .confusion
        case .tune: .tuning
        case .estimate: .estimate
        }
    }
}
