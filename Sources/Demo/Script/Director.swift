// Takes the shots of a scene. For a class it picks a set-up, and sees to it that two shots in a row differ
// plainly in framing or side.

import Frames

/// How near the camera is.
enum Framing: Sendable { case wide, medium, close }

struct Director {
    var random: SplitMix64
    let scene: Scene
    /// The shot before, so that the next is another.
    var last: (framing: Framing, side: Int)?

    init(_ scene: Scene, random: SplitMix64) {
        self.scene = scene
        self.random = random
    }

    /// A shot of this class. - Parameter opens: the first of its scene shows the place.
    mutating func take(_ rarity: RarityClass, start: Int, length: Int, opens: Bool) -> Shot {
        var shot = Shot(kind: .scene, scene: scene.number, start: start, length: length)
        shot.place = scene.place
        shot.daylight = scene.daylight
        var framing: Framing
        var tries = 0
        repeat {
            shot.side = opens ? 0 : random.below(2)
            shot.actors = []
            shot.machine = nil
            shot.screen = nil
            shot.still = false
            framing = switch rarity {
            case .junk, .common: common(&shot, opens: opens)
            case .uncommon: uncommon(&shot)
            case .rare: rare(&shot)
            case .legendary: legendary(&shot)
            }
            tries += 1
        } while tries < 12 && resemblesLast(framing, shot.side)
        last = (framing, shot.side)
        return shot
    }

    /// Whether the cut from the shot before would hardly be seen. Far from any ground one framing looks
    /// like another.
    private func resemblesLast(_ framing: Framing, _ side: Int) -> Bool {
        guard let last else { return false }
        if scene.place.isWeightless, framing != .close, last.framing != .close { return last.side == side }
        return last.framing == framing && (last.side == side || framing == .close)
    }

    // MARK: Cameras

    mutating func wide(_ shot: inout Shot) {
        let from = Camera(random.between(-50, 50), random.between(-14, 10), random.between(1, 1.16))
        let pan = random.chance(0.45) ? random.between(-70, 70) : 0
        let zoom = random.chance(0.4) ? random.between(0.86, 1.2) : 1
        shot.camera = CameraMove(from, Camera(from.centre.x + pan, from.centre.y, max(1, from.zoom * zoom)))
    }

    /// Wide still, but nearer to someone at x.
    mutating func wide(_ shot: inout Shot, around x: Float) {
        let zoom = random.between(1.1, 1.4)
        let from = Camera(x * random.between(0.3, 0.9), random.between(14, 34), zoom)
        let pan = random.chance(0.4) ? random.between(-40, 40) : 0
        shot.camera = CameraMove(from, Camera(from.centre.x + pan, from.centre.y, zoom * random.between(0.95, 1.12)))
    }

    /// Frames the heights from `top` to `foot` at x, filling `share` of the picture.
    mutating func frame(_ shot: inout Shot, x: Float, top: Float, foot: Float, share: Float) {
        let zoom = 360 * share / max(foot - top, 1)
        let offset = random.between(-40, 40) / zoom
        let from = Camera(x + offset, (top + foot) / 2 + random.between(-8, 8) / zoom, zoom)
        let push = random.chance(0.4) ? random.between(1.04, 1.16) : 1
        let slide = random.chance(0.35) ? random.between(-36, 36) / zoom : 0
        shot.camera = CameraMove(from, Camera(from.centre.x + slide, from.centre.y, zoom * push))
    }

    mutating func closeUp(_ shot: inout Shot, of person: Person, at foot: Point, height: Float, share: Float) {
        let r = person.headRadius * height, y = foot.y - person.headHeight * height
        frame(&shot, x: foot.x, top: y - r, foot: y + r * 1.1, share: share)
    }

    // MARK: Actors

    /// Someone standing, looking somewhere.
    mutating func stand(_ person: Person, _ x: Float, _ y: Float) -> Actor {
        var actor = Actor(who: .person(person), foot: Point(x, y), height: person.height * Scene.nearness(y))
        if scene.place.isWeightless { actor.foot.y = random.between(60, 150) }
        actor.pose.turn = random.pick([0, 0, -0.45, 0.45, -0.8, 0.8])
        actor.pose.expression = random.pick(Expression.allCases)
        actor.pose.gesture = random.chance(0.55) ? .down : random.pick(Gesture.allCases)
        actor.talks = random.chance(0.4)
        return actor
    }

    /// The same walking or running across.
    mutating func walk(_ person: Person, _ x: Float, _ y: Float, speed: Float) -> Actor {
        var actor = stand(person, x, y)
        actor.velocity = speed
        actor.pose.turn = speed < 0 ? -0.85 : 0.85
        actor.pose.stride = min(1, 0.45 + abs(speed) / 160)
        actor.pose.gesture = .down
        return actor
    }

    mutating func animal(_ x: Float, _ y: Float) -> Actor? {
        guard let kind = scene.place.animals.isEmpty ? nil : random.pick(scene.place.animals) else { return nil }
        var actor = Actor(who: .animal(kind), foot: Point(x, y), height: kind.height * Scene.nearness(y))
        actor.velocity = random.chance(0.5) ? random.between(15, 45) * random.sign() : 0
        actor.pose.turn = actor.velocity < 0 ? -1 : actor.velocity > 0 ? 1 : random.sign()
        actor.pose.stride = actor.velocity == 0 ? 0 : 0.7
        return actor
    }

    /// Someone who passes by and is not among `others` yet; an animal where no one is left.
    mutating func extra(_ x: Float, _ y: Float, walks: Bool, but others: [Actor] = []) -> Actor? {
        let free = scene.place.people.filter { person in !others.contains { $0.person == person } }
        guard !free.isEmpty else { return others.contains { $0.person == nil } ? nil : animal(x, y) }
        let person = random.pick(free)
        return walks ? walk(person, x, y, speed: random.between(22, 50) * random.sign()) : stand(person, x, y)
    }
}
