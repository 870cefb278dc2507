// What `rarity status` says, as JSON and as tables.

import Frames
import Review

struct Status: Encodable {
    struct Episode: Encodable {
        let episode, title: String
        let frames, labelled, reviewed, left, predicted, disagreements, contested, unsure, flagged: Int
        let classes, reviewedClasses, leftClasses: [String: Int]
        /// Frames left by queue.
        let queues: [String: Int]

        enum CodingKeys: String, CodingKey {
            case episode, title, frames, labelled, reviewed, left, predicted, disagreements, contested, unsure, flagged, classes, queues
            case reviewedClasses = "reviewed_classes", leftClasses = "left_classes"
        }

        init(_ progress: EpisodeProgress) {
            let summary = progress.summary
            func byName(_ counts: [Int]) -> [String: Int] {
                Dictionary(uniqueKeysWithValues: zip(RarityClass.allCases.map(\.name), counts))
            }
            (episode, title) = (summary.code.description, summary.title)
            (frames, labelled, reviewed) = (summary.frames, summary.labelled, summary.reviewed)
            left = summary.frames - summary.reviewed
            (predicted, disagreements) = (summary.predicted, summary.disagreements)
            (contested, unsure, flagged) = (summary.contested, summary.unsure, summary.flagged)
            (classes, reviewedClasses, leftClasses) = (byName(summary.counts), byName(progress.reviewed), byName(progress.left))
            queues = Dictionary(uniqueKeysWithValues: progress.queues.map { ($0.key.rawValue, $0.value) })
        }
    }

    struct Queue: Encodable {
        let queue: String
        /// Frames, of all episodes.
        let left, keys, errors: Int
        let errorsPerHundred: Double?
        let hint: String?

        enum CodingKeys: String, CodingKey {
            case queue, left, keys, errors, hint
            case errorsPerHundred = "errors_per_100_keys"
        }
    }

    let model: String?
    let lastEvent: Int64
    let experts: [String]
    let episodes: [Episode]
    let queues: [Queue]
    let agreement: [Agreement]
    let reviewer: String
    let keysPerMinute, secondsLeft: Double?
    let errorsFound: Int

    enum CodingKeys: String, CodingKey {
        case model, experts, episodes, queues, agreement, reviewer
        case lastEvent = "last_event", keysPerMinute = "keys_per_minute", secondsLeft = "seconds_left", errorsFound = "errors_found"
    }

    init(_ store: ReviewStore, reviewer: String) throws {
        let progress = try store.progress()
        let pace = try store.pace(reviewer: reviewer), base = try store.baseYield()
        model = try store.currentModel()?.name
        (lastEvent, experts, self.reviewer) = (store.lastEvent, store.experts, reviewer)
        episodes = progress.map(Episode.init)
        queues = try QueueName.allCases.compactMap { name in
            let lengths = progress.compactMap { $0.queues[name] }
            let yield = try store.yield(of: name)
            guard !lengths.isEmpty || yield.keys > 0 else { return nil }
            return Queue(queue: name.rawValue, left: lengths.reduce(0, +), keys: yield.keys, errors: yield.errors,
                         errorsPerHundred: yield.perHundred, hint: yield.hint(against: base))
        }
        agreement = try store.agreements()
        keysPerMinute = pace.keysPerMinute
        secondsLeft = pace.secondsLeft(frames: episodes.reduce(0) { $0 + $1.left })
        errorsFound = try store.errorsFound()
    }

    var episodeTable: [String] {
        let classes = RarityClass.allCases.map(\.name)
        var table = Table(["episode", "frames", "labelled", "reviewed", "left", "predicted", "differ", "contested", "unsure", "flagged"] + classes,
                          numbers: Set(1..<(10 + classes.count)))
        for e in episodes {
            table.add([e.episode] + [e.frames, e.labelled, e.reviewed, e.left, e.predicted, e.disagreements, e.contested, e.unsure, e.flagged]
                .map(String.init) + classes.map { "\(e.classes[$0] ?? 0)" })
        }
        return table.lines
    }

    var queueTable: [String] {
        var table = Table(["queue", "frames left", "keys", "errors found", ""], numbers: [1, 2, 3])
        for queue in queues { table.add([queue.queue, "\(queue.left)", "\(queue.keys)", "\(queue.errors)", queue.hint ?? ""]) }
        return table.lines
    }

    var agreementTable: [String] {
        var table = Table(["reviewers", "frames", "agree", "kappa", "quadratic"], numbers: [1, 2, 3, 4])
        for pair in agreement {
            table.add(["\(pair.first.printable(limit: 20)), \(pair.second.printable(limit: 20))", "\(pair.frames)", FiguresTable.share(pair.agreed)]
                + [pair.kappa, pair.quadraticKappa].map { value in
                    value.map { ($0 < 0 ? "-" : "") + FiguresTable.share(abs($0)) } ?? "-"
                })
        }
        return table.lines
    }

    var paceLine: String {
        let pace = keysPerMinute.map { "\(Int($0.rounded())) keys a minute" } ?? "no pace yet"
        let left = secondsLeft.map { ", about \(Self.duration($0)) left" } ?? ""
        return "\(reviewer.printable(limit: 40)): \(pace)\(left). \(counted(errorsFound, "error")) found by all."
    }

    /// `40 s`, `12 min`, `3 h 20 min`
    static func duration(_ seconds: Double) -> String {
        if seconds < 60 { return "\(Int(seconds.rounded())) s" }
        let minutes = Int((seconds / 60).rounded())
        return minutes < 60 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
    }
}
