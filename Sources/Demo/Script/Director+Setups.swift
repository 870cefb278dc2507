// The set-ups of each class: what a viewer of that class of frame may get to see.

extension Director {
    // MARK: Common: a place and nobody of the cast

    mutating func common(_ shot: inout Shot, opens: Bool) -> Framing {
        let choice = opens ? 0 : random.unit()
        switch choice {
        case ..<0.32:
            wide(&shot)
            shot.still = random.chance(0.15)
            return .wide
        case ..<0.60:
            let point = random.pick(scene.place.details[shot.side])
            frame(&shot, x: point.x, top: point.y - 55, foot: point.y + 55, share: random.between(0.75, 1))
            shot.still = random.chance(0.2)
            return .medium
        case ..<0.76:
            wide(&shot)
            shot.actors = [extra(random.between(-190, 190), random.between(124, 158), walks: random.chance(0.6))].compactMap { $0 }
            if random.chance(0.5), let other = extra(random.between(-220, 220), random.between(116, 150), walks: true, but: shot.actors) { shot.actors.append(other) }
            return .wide
        case ..<0.86:
            guard let actor = extra(random.between(-120, 120), 150, walks: false) else { return tunnelDetail(&shot) }
            shot.actors = [actor]
            frame(&shot, x: actor.foot.x, top: actor.foot.y - actor.height, foot: actor.foot.y, share: random.between(0.62, 0.85))
            return .medium
        case ..<0.90:
            guard let actor = extra(random.between(-80, 80), 154, walks: false), let person = actor.person else { return tunnelDetail(&shot) }
            shot.actors = [actor]
            closeUp(&shot, of: person, at: actor.foot, height: actor.height, share: random.between(0.48, 0.62))
            return .close
        default:
            guard let actor = animal(random.between(-140, 140), 150) else { return tunnelDetail(&shot) }
            shot.actors = [actor]
            frame(&shot, x: actor.foot.x, top: actor.foot.y - actor.height * 1.2, foot: actor.foot.y, share: random.between(0.5, 0.75))
            return .medium
        }
    }

    /// Where nobody lives: a nearer look at the emptiness.
    private mutating func tunnelDetail(_ shot: inout Shot) -> Framing {
        let point = random.pick(scene.place.details[shot.side])
        shot.camera = CameraMove(Camera(point.x, point.y, random.between(1.5, 2.4)))
        return .medium
    }

    // MARK: Uncommon: the cast

    mutating func uncommon(_ shot: inout Shot) -> Framing {
        let cast = random.shuffled(scene.cast)
        switch random.unit() {
        case ..<0.2:
            shot.actors = group(cast, y: random.between(132, 158), spread: random.between(56, 90), walks: random.chance(0.4))
            wide(&shot, around: shot.actors.reduce(0) { $0 + $1.foot.x } / Float(shot.actors.count))
            return .wide
        case ..<0.3: // far away
            wide(&shot)
            shot.actors = group(cast, y: random.between(116, 122), spread: random.between(30, 60), walks: random.chance(0.5))
            if random.chance(0.3), let other = animal(random.between(-200, 200), 140) { shot.actors.append(other) }
            return .wide
        case ..<0.50:
            shot.actors = group(cast, y: 152, spread: random.between(50, 72), walks: false)
            return medium(&shot, share: random.between(0.6, 0.85))
        case ..<0.66:
            let actor = stand(cast[0], random.between(-80, 80), 156)
            shot.actors = [actor]
            closeUp(&shot, of: cast[0], at: actor.foot, height: actor.height, share: random.between(0.45, 0.64))
            return .close
        case ..<0.78: // from behind
            shot.actors = group(cast, y: random.between(134, 156), spread: 56, walks: false)
            for i in shot.actors.indices {
                shot.actors[i].pose.back = true
                shot.actors[i].pose.turn = 0
            }
            guard random.chance(0.6) else {
                wide(&shot)
                return .wide
            }
            return medium(&shot, share: random.between(0.5, 0.8))
        case ..<0.88 where !scene.place.isWeightless: // half hidden
            let actor = stand(cast[0], random.between(-110, 110), 140)
            shot.actors = [actor]
            shot.screen = Screen(kind: scene.place.isIndoors(side: shot.side) ? .crate : random.chance(0.6) ? .bush : .wall,
                                 foot: Point(actor.foot.x + random.between(-8, 8), 150), size: actor.height * random.between(0.5, 0.6))
            if random.chance(0.5) {
                wide(&shot)
                return .wide
            }
            return medium(&shot, share: random.between(0.5, 0.7))
        case ..<0.94 where !scene.place.isWeightless: // fast
            var actor = walk(cast[0], random.between(-120, 120), 152, speed: random.between(150, 230) * random.sign())
            actor.followed = true
            shot.actors = [actor]
            return medium(&shot, share: random.between(0.4, 0.6))
        default: // among others, or coming in from the side
            wide(&shot)
            let from: Float = random.sign()
            shot.actors = [walk(cast[0], from * random.between(230, 330), random.between(126, 150), speed: -from * random.between(50, 80))]
            for x in [-120, 90] as [Float] {
                if let other = extra(x + random.between(-50, 50), random.between(122, 146), walks: false, but: shot.actors) { shot.actors.append(other) }
            }
            return .wide
        }
    }

    /// One to all of the cast side by side.
    private mutating func group(_ cast: [Person], y: Float, spread: Float, walks: Bool) -> [Actor] {
        let count = min(cast.count, random.chance(0.45) ? 1 : random.chance(0.8) ? 2 : 3)
        let x = random.between(-130, 130), speed = random.between(24, 52) * random.sign()
        return (0..<count).map { i in
            let at = x + (Float(i) - Float(count - 1) / 2) * spread
            let near = min(160, y + random.between(-3, 3))
            return walks ? walk(cast[i], at, near, speed: speed) : stand(cast[i], at, near)
        }
    }

    private mutating func medium(_ shot: inout Shot, share: Float) -> Framing {
        guard let first = shot.actors.first else { return .medium }
        let x = shot.actors.reduce(0) { $0 + $1.foot.x } / Float(shot.actors.count)
        let tall = shot.actors.map(\.height).max() ?? first.height
        frame(&shot, x: x, top: first.foot.y - tall, foot: first.foot.y, share: share)
        return .medium
    }

    /// The first picture of all: the twins greet whoever sits down to watch.
    mutating func greeting(start: Int, length: Int) -> Shot {
        var shot = Shot(kind: .scene, scene: scene.number, start: start, length: length)
        shot.place = scene.place
        shot.daylight = scene.daylight
        for (person, x, turn) in [(Person.emily, -34, 0.3), (.ethan, 34, -0.3)] as [(Person, Float, Float)] {
            var actor = stand(person, x, 154)
            actor.pose = Pose(turn: turn, expression: .happy, gesture: person == .emily ? .wave : .hips)
            shot.actors.append(actor)
        }
        shot.camera = CameraMove(Camera(4, 84, 1.7), Camera(0, 92, 2))
        last = (.medium, 0)
        return shot
    }

    // MARK: Rare: the gadget

    mutating func rare(_ shot: inout Shot) -> Framing {
        let cast = random.shuffled(scene.cast)
        let spot = scene.machine ?? Point(60, 140)
        var machine = Machine(foot: spot, height: TimeMachine.height * Scene.nearness(spot.y))
        machine.power = random.chance(0.75) ? 1 : 0
        if scene.place.isWeightless { machine.velocity = Point(random.between(-30, 30), 0) }
        switch random.unit() {
        case ..<0.2:
            shot.machine = machine
            wide(&shot)
            return .wide
        case ..<0.32: // far away
            machine.foot = Point(random.between(-200, 200), 116)
            machine.height = TimeMachine.height * random.between(0.42, 0.56)
            shot.machine = machine
            wide(&shot)
            if random.chance(0.4) { shot.actors = [walk(cast[0], machine.foot.x + random.between(-90, 90), 118, speed: random.between(-40, 40))] }
            return .wide
        case ..<0.38:
            shot.machine = machine
            let part = random.between(0.25, 0.7) * machine.height
            frame(&shot, x: spot.x + random.between(-16, 16), top: spot.y - part - 34, foot: spot.y - part + 34, share: 0.9)
            return .close
        case ..<0.68:
            shot.machine = machine
            let side = random.sign()
            shot.actors = [stand(cast[0], spot.x + side * random.between(58, 80), spot.y + 8)]
            if scene.place.isWeightless { shot.actors[0].foot.y = spot.y + random.between(-24, 10) }
            if cast.count > 1, random.chance(0.4) { shot.actors.append(stand(cast[1], spot.x - side * random.between(60, 80), spot.y + 6)) }
            frame(&shot, x: spot.x + side * 26, top: spot.y - machine.height, foot: spot.y, share: random.between(0.68, 0.84))
            return .medium
        case ..<0.9:
            shot.machine = machine
            shot.actors = [walk(cast[0], spot.x + random.sign() * random.between(80, 160), random.between(140, 158), speed: random.between(-30, 30))]
            if random.chance(0.4) {
                shot.actors[0].pose.back = true
                shot.actors[0].pose.turn = 0
            }
            wide(&shot)
            return .wide
        default: // half hidden, where something stands on a floor
            shot.machine = machine
            wide(&shot)
            guard !scene.place.isWeightless else { return .wide }
            shot.screen = Screen(kind: scene.place.isIndoors(side: shot.side) ? .crate : .bush, foot: Point(spot.x + random.between(-24, 24), spot.y + 10), size: machine.height * 0.42)
            return .wide
        }
    }

    // MARK: Legendary: a main character close, with the gadget

    mutating func legendary(_ shot: inout Shot) -> Framing {
        let hero = random.pick(scene.cast.filter(\.isMain).isEmpty ? [.emily, .ethan] : scene.cast.filter(\.isMain))
        let spot = scene.machine ?? Point(60, 140), side = random.sign()
        shot.machine = Machine(foot: spot, height: TimeMachine.height * Scene.nearness(spot.y))
        var actor = stand(hero, spot.x - side * random.between(48, 60), min(160, spot.y + 12))
        if scene.place.isWeightless { actor.foot.y = spot.y + 4 }
        actor.pose.turn = random.pick([0, side * 0.45, side * 0.8, -side * 0.45])
        shot.actors = [actor]
        let head = 2 * hero.headRadius * actor.height
        let share = random.between(0.42, 0.56)
        closeUp(&shot, of: hero, at: Point(actor.foot.x + side * head * random.between(0.42, 0.62), actor.foot.y), height: actor.height, share: share)
        return .close
    }
}
