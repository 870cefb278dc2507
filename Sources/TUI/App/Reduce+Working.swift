// Long jobs, export, leaving.

import Frames
import Review

extension AppState {
    mutating func work(_ command: Command) -> [Effect] {
        switch command {
        case .train:
            job = Job(progress: StageProgress(title: "starting", done: 0, total: 0))
            return [.train]
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
            job = Job(progress: progress, isStopping: job?.isStopping ?? false)
            return []
        case .jobFinished(let line):
            job = nil
            journal.append(line)
            say(line.split(separator: "\n").first.map(String.init) ?? "Done.", .good)
            return (film.map { [.reload($0.code)] } ?? []) + [.listEpisodes]
        case .jobFailed(let line):
            job = nil
            journal.append(line)
            say(line, .bad)
            return (film.map { [.reload($0.code)] } ?? []) + [.listEpisodes]
        default: return []
        }
    }
}
