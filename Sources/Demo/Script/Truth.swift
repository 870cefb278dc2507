// What a viewer sees in a frame, exactly: from where things stand and what the camera shows, not from pixels.

import Frames

/// The truth about one frame.
struct Truth: Equatable, Sendable {
    var rarity: RarityClass
    /// Cast, extras, animals, the gadget, the place; empty on black, titles and credits.
    var subjects: [String]

    /// Brightness below which a frame is black for a viewer.
    static let black: Float = 0.1
    /// A head that fills so much of the height is a close-up.
    static let closeUp: Float = 0.34

    init(rarity: RarityClass, subjects: [String]) {
        self.rarity = rarity
        self.subjects = subjects
    }

    init(_ shot: Shot, at frame: Int) {
        rarity = .junk
        subjects = []
        guard shot.kind == .scene, shot.level(at: frame) >= Self.black else { return }
        let view = View(shot.camera(at: frame))
        let seconds = shot.seconds(at: frame), floating = shot.place.isWeightless
        let seen = shot.actors.filter { view.shows($0, at: $0.foot(at: seconds, floating: floating)) }
        let cast = seen.filter { $0.person?.isCast == true }
        let machine = shot.machine.map { view.shows($0, at: $0.foot(at: seconds, floating: floating)) } ?? false
        let face = cast.contains { $0.person?.isMain == true && !$0.pose.back && view.headShare($0) >= Self.closeUp }
        rarity = machine ? (face ? .legendary : .rare) : cast.isEmpty ? .common : .uncommon
        subjects = cast.map(\.name) + seen.filter { $0.person?.isCast != true }.map(\.name)
            + (machine ? [TimeMachine.name] : []) + [shot.place.name]
    }
}

/// The part of the world that the camera shows where the figures stand.
private struct View {
    let low: Point
    let high: Point
    let zoom: Float

    init(_ camera: Camera) {
        let half = Point(320, 180) / camera.zoom
        low = camera.centre - half
        high = camera.centre + half
        zoom = camera.zoom
    }

    /// The area of a box that lies inside, in square world units.
    private func inside(_ from: Point, _ to: Point) -> Float {
        let size = pointwiseMin(to, high) - pointwiseMax(from, low)
        return size.x > 0 && size.y > 0 ? size.x * size.y : 0
    }

    private func share(_ from: Point, _ to: Point) -> Float {
        let size = to - from
        return inside(from, to) / max(size.x * size.y, 1e-6)
    }

    /// Half of the head, or three tenths of the whole.
    func shows(_ actor: Actor, at foot: Point) -> Bool {
        let h = actor.height
        let body = share(foot + Point(-0.2, -1) * h, foot + Point(0.2, 0) * h)
        guard let person = actor.person else { return body >= 0.3 }
        let r = person.headRadius * h, centre = foot - Point(0, person.headHeight * h)
        return share(centre - Point(r, r), centre + Point(r, r)) >= 0.5 || body >= 0.3
    }

    /// A quarter of it, or so much that it fills a twentieth of the picture.
    func shows(_ machine: Machine, at foot: Point) -> Bool {
        let half = TimeMachine.halfWidth * machine.height
        let from = foot - Point(half, machine.height), to = foot + Point(half, 0)
        let screen = (high - low).x * (high - low).y
        return share(from, to) >= 0.25 || inside(from, to) >= 0.05 * screen
    }

    /// The height of a person's head as a share of the picture's.
    func headShare(_ actor: Actor) -> Float {
        2 * (actor.person?.headRadius ?? 0) * actor.height * zoom / 360
    }
}

extension Person {
    /// Shares of the height: the centre of the head above the feet, and its radius.
    var headHeight: Float { look.child ? 0.71 : 0.82 }
    var headRadius: Float { look.child ? 0.21 : 0.145 }
}
