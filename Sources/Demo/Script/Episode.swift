// The script of an episode: acts, scenes, shots, and how one becomes the next. A function of the settings.

import Frames

/// All shots of one episode, without gaps, in order.
struct Episode: Sendable {
    let code: EpisodeCode
    let title: String
    /// Totally new: nobody has given it a class yet.
    let isNew: Bool
    let shots: [Shot]
    /// Every which frame is drawn, and how many.
    let step: Int
    let count: Int

    /// Shares that the classes get, within what the scenes allow.
    static let shares: [RarityClass: Float] = [.junk: 0.06, .common: 0.40, .uncommon: 0.38, .rare: 0.11, .legendary: 0.05]

    /// - Parameter number: from 1.
    init(_ number: Int, settings: DemoSettings) {
        code = EpisodeCode(season: 1, episode: number)
        isNew = number == settings.episodes && settings.episodes > 1
        title = isNew ? Self.newTitle : Self.titles[(number - 1) % Self.titles.count]
        step = settings.every
        count = settings.frames
        let last = number == settings.episodes
        var best: [Shot] = []
        // A short film may miss a class: then shorter shots are tried.
        for attempt in 0..<12 {
            var plan = Plan(number: number, attempt: attempt, settings: settings, last: last && isNew, title: title)
            best = plan.shots()
            let found = Set((0..<settings.frames).map { Self.truth(best, at: $0 * settings.every).rarity.rawValue })
            if found.count == RarityClass.count { break }
        }
        shots = best
    }

    /// The index of the shot that a frame belongs to.
    func shot(at frame: Int) -> Int { Self.index(shots, at: frame) }

    /// The truth about a frame of the episode.
    func truth(at frame: Int) -> Truth { Self.truth(shots, at: frame) }

    /// The name of the n-th drawn frame.
    func frameNumber(_ n: Int) -> FrameNumber {
        FrameNumber(series: "TT", episode: code, timecode: Timecode(index: n * step))
    }

    private static func truth(_ shots: [Shot], at frame: Int) -> Truth {
        Truth(shots[index(shots, at: frame)], at: frame)
    }

    private static func index(_ shots: [Shot], at frame: Int) -> Int {
        var low = 0, high = shots.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if shots[middle].start <= frame { low = middle } else { high = middle - 1 }
        }
        return low
    }

    static let newTitle = "The Coral Captain"
    static let titles = [
        "The Brass Door", "Rain over Tocktown", "The Missing Minute", "Grandma's Secret", "A Gear Too Many",
        "The Sandglass Desert", "Nine O'Clock Castle", "The Backwards Parade",
    ]
}
