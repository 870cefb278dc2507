// Writes the script: which place follows which, which class a shot gets so that the shares come out.

import Frames

struct Plan {
    private var random: SplitMix64
    private let number: Int
    private let last: Bool
    private let title: String
    private let step: Int
    private let total: Int
    /// Short films have short shots.
    private let pace: Float
    private var have = [Float](repeating: 0, count: RarityClass.count)
    private var result: [Shot] = []
    private var scene = 0

    init(number: Int, attempt: Int, settings: DemoSettings, last: Bool, title: String) {
        random = SplitMix64(settings.seed, number, attempt)
        self.number = number
        self.last = last
        self.title = title
        step = settings.every
        total = settings.frames * settings.every
        pace = min(1, Float(total) / 2400) / (1 + 0.3 * Float(attempt))
    }

    private var position: Int { result.last?.end ?? 0 }

    mutating func shots() -> [Shot] {
        let junk = Float(total) * Episode.shares[.junk, default: 0]
        let credits = length(min(junk * 0.42, 420)), black = length(min(junk * 0.1, 36))
        let end = max(0, total - credits - black)
        if number == 1 { greet() }
        card(.black, min(black, max(0, total - position)))
        card(.title(title), length(min(junk * 0.38, 130)))
        var cardAt = position + 1700
        var queue: [Place] = []
        var gadgetScenes = 0
        while position < end {
            if position > cardAt, end - position > 400 {
                scene += 1
                card(.black, 14)
                card(.card(random.pick(Self.cards)), 54)
                cardAt = position + 1700
            }
            if queue.isEmpty { queue = places(after: result.last?.place) }
            scene += 1
            let place = queue.removeFirst()
            let late = Float(position) / Float(max(end, 1)) > 0.35 && gadgetScenes == 0
            let gadget = late || place == .tunnel || random.chance(place == .workshop ? 0.75 : 0.42)
            gadgetScenes += gadget ? 1 : 0
            shoot(place, gadget: gadget, until: end)
        }
        scene += 1
        card(.black, min(black, max(0, total - position)))
        card(.credits, max(0, total - position))
        result.removeAll { $0.length <= 0 }
        if result.isEmpty { card(.black, total) }
        cut(at: total)
        return result
    }

    /// A number of frames, at least two drawn ones.
    private func length(_ frames: Float) -> Int { max(2 * step, Int(frames) / step * step) }

    private mutating func card(_ kind: Shot.Kind, _ frames: Int) {
        var shot = Shot(kind: kind, scene: scene, start: position, length: frames)
        shot.fadeIn = kind == .black || kind == .credits ? 0 : min(8, frames / 4)
        result.append(shot)
        have[RarityClass.junk.rawValue] += Float(frames)
    }

    /// Nothing goes on after the last frame.
    private mutating func cut(at end: Int) {
        result.removeAll { $0.start >= end }
        if let shot = result.last, shot.end > end { result[result.count - 1].length = end - shot.start }
    }

    /// The series begins with its heroes on a sunny day, before the title.
    private mutating func greet() {
        let here = Scene(number: scene, place: .meadow, daylight: .day, cast: [.emily, .ethan], machine: nil)
        var director = Director(here, random: SplitMix64(random.next()))
        for (n, rarity) in [RarityClass.uncommon, .common].enumerated() {
            let frames = length((n == 0 ? 66 : 42) * pace)
            result.append(n == 0 ? director.greeting(start: position, length: frames)
                : director.take(rarity, start: position, length: frames, opens: true))
            have[rarity.rawValue] += Float(frames)
        }
        scene += 1
    }

    private mutating func places(after previous: Place?) -> [Place] {
        var all: [Place] = switch number % 3 {
        case 1: [.meadow, .street, .kitchen, .workshop, .desert, .tunnel]
        case 2: [.town, .castle, .kitchen, .meadow, .workshop, .tunnel, .street]
        default: [.castle, .desert, .town, .street, .meadow, .tunnel]
        }
        if last { all = [.beach, .town, .street, .beach, .castle, .meadow, .tunnel, .workshop] }
        repeat { all = random.shuffled(all) } while all.first == previous || zip(all, all.dropFirst()).contains { $0 == $1 }
        return all
    }

    private mutating func shoot(_ place: Place, gadget: Bool, until end: Int) {
        var cast: [Person] = random.chance(0.2) ? [random.pick([.emily, .ethan])] : [.emily, .ethan]
        if random.chance(place == .kitchen || place == .workshop ? 0.7 : 0.15) { cast.append(.grandma) }
        if last && random.chance(place == .beach ? 0.65 : 0.3) { cast.append(.captain) }
        let here = Scene(number: scene, place: place, daylight: random.pick(place.hours), cast: cast,
                         machine: gadget ? Point(random.between(-90, 90), random.between(132, 146)) : nil)
        var director = Director(here, random: SplitMix64(random.next()))
        for i in 0..<3 + random.below(5) where position < end {
            let opens = i == 0 && random.chance(0.65)
            let rarity = opens ? .common : choose(gadget: gadget)
            let frames = min(length(duration(rarity) * pace), max(step, end - position))
            var shot = director.take(rarity, start: position, length: frames, opens: opens)
            join(&shot, first: i == 0)
            have[rarity.rawValue] += Float(frames)
            result.append(shot)
        }
    }

    private mutating func duration(_ rarity: RarityClass) -> Float {
        switch rarity {
        case .junk, .common: random.between(30, 92)
        case .uncommon: random.between(36, 118)
        case .rare: random.between(34, 96)
        case .legendary: random.between(28, 72)
        }
    }

    /// The class that is furthest behind its share, more or less.
    private mutating func choose(gadget: Bool) -> RarityClass {
        let allowed: [RarityClass] = gadget ? [.common, .uncommon, .rare, .legendary] : [.common, .uncommon]
        var best = RarityClass.common, most = -Float.infinity
        for rarity in allowed {
            let due = Episode.shares[rarity, default: 0] * Float(position + Int(70 * pace)) - have[rarity.rawValue]
            let score = due + random.between(-60, 60) * pace
            if score > most { (best, most) = (rarity, score) }
        }
        return best
    }

    /// How this shot follows the one before.
    private mutating func join(_ shot: inout Shot, first: Bool) {
        let long = min(shot.length, result.last?.length ?? 0)
        guard long >= 4 * step, long >= 24, let before = result.last, before.kind == .scene else {
            if first, result.last.map({ $0.kind != .scene }) ?? true { shot.fadeIn = min(10, shot.length / 3) }
            return
        }
        let chance = random.unit()
        if first && chance < 0.24 {
            result[result.count - 1].fadeOut = Int(random.between(10, 18))
            shot.fadeIn = Int(random.between(10, 18))
        } else if first && chance < 0.4 {
            shot.dissolve = 2 * Int(random.between(6, 10))
        }
    }

    static let cards = ["Meanwhile", "Ten Ticks Later", "The Next Tock", "A Long Time Ago", "Somewhere in Time"]
}
