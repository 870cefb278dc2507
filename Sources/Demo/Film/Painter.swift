// From a script and a frame's number to its picture. One painter a thread; equal pictures from all of them.

final class Painter {
    let canvas: Canvas
    /// The other shot of a dissolve.
    private let second: Canvas

    init(width: Int, height: Int) {
        canvas = Canvas(width: width, height: height)
        second = Canvas(width: width, height: height)
    }

    /// Draws a frame of the episode onto `canvas`.
    func paint(_ episode: Episode, frame: Int) {
        let shots = episode.shots, i = episode.shot(at: frame)
        draw(shots[i], frame, on: canvas)
        if i > 0, shots[i].dissolve > 0 {
            let k = Float(frame - shots[i].start) + Float(shots[i].dissolve) / 2
            blend(shots[i - 1], 1 - k / Float(shots[i].dissolve), frame)
        }
        if i + 1 < shots.count, shots[i + 1].dissolve > 0 {
            let next = shots[i + 1]
            blend(next, (Float(frame - next.start) + Float(next.dissolve) / 2) / Float(next.dissolve), frame)
        }
    }

    private func blend(_ shot: Shot, _ share: Float, _ frame: Int) {
        guard share > 0, share < 1 else { return }
        draw(shot, frame, on: second)
        canvas.dissolve(second, share)
    }

    private func draw(_ shot: Shot, _ frame: Int, on canvas: Canvas) {
        let seconds = shot.seconds(at: frame)
        var picture = Picture(canvas: canvas, camera: Camera(0, 0, 1), daylight: .day, time: seconds, side: 0)
        switch shot.kind {
        case .black: canvas.clear(Colour(0, 0, 0))
        case .title(let episode): Cards.title(picture, episode: episode)
        case .card(let text): Cards.card(picture, text)
        case .credits: Cards.credits(picture, progress: shot.progress(at: frame))
        case .scene:
            picture.camera = shot.camera(at: frame)
            picture.daylight = shot.daylight
            picture.side = shot.side
            picture.indoors = shot.place.isIndoors(side: shot.side)
            scene(shot, picture)
        }
        canvas.fade(to: shot.level(at: frame))
    }

    private func scene(_ shot: Shot, _ picture: Picture) {
        let floating = shot.place.isWeightless, seconds = picture.time
        shot.place.draw(picture)
        picture.layer(1) {
            // Nights are bright enough to know a friend.
            picture.canvas.light = picture.light.mixed(Colour(1, 1, 1), 0.3)
            // Who stands further back is drawn first.
            var drawn = shot.actors.map { actor in
                (y: actor.foot(at: seconds, floating: floating).y, draw: { actor.draw(in: picture, floating: floating) })
            }
            if let machine = shot.machine {
                let foot = machine.foot(at: seconds, floating: floating)
                drawn.append((y: foot.y, draw: {
                    TimeMachine.draw(at: foot, height: machine.height, power: machine.power, time: seconds, floating: floating, in: picture)
                }))
            }
            drawn.sort { $0.y < $1.y }
            for item in drawn { item.draw() }
            shot.screen?.draw(in: picture)
        }
        if !picture.indoors { picture.rainfall() }
        picture.vignette()
    }
}

extension Actor {
    /// This moment's pose: the walk goes on, eyes blink, mouths speak.
    func draw(in picture: Picture, floating: Bool) {
        var pose = self.pose
        let seconds = picture.time, at = foot(at: seconds, floating: floating)
        pose.time = seconds + foot.x * 0.13
        pose.phase = seconds * (5 + abs(velocity) * 0.045) + foot.x
        if floating { pose.stride = 0.25 }
        let blinking = (seconds + abs(foot.x) * 0.071).truncatingRemainder(dividingBy: 2.6)
        pose.blink = blinking > 0 && blinking < 0.14
        pose.talk = talks ? max(0, sine(seconds * 9.5) * 0.7 + sine(seconds * 15.3) * 0.5) : 0
        switch who {
        case .person(let person): Figure.draw(person, pose, at: at, height: height, floating: floating, in: picture)
        case .animal(let animal): animal.draw(pose, at: at, height: height, in: picture)
        }
    }
}

extension Screen {
    func draw(in picture: Picture) {
        let canvas = picture.canvas, x = foot.x, y = foot.y
        switch kind {
        case .bush:
            picture.bush(x - size * 0.5, y + 2, size * 0.62, Colour(0x3F8A4A))
            picture.bush(x + size * 0.5, y + 3, size * 0.66, Colour(0x377F45), berries: Colour(0xE0574A))
            picture.bush(x, y + 4, size * 0.72, Colour(0x469450))
        case .crate:
            picture.shadow(x, y, size)
            canvas.fill(.rect(x - size * 0.7, y - size, size * 1.4, size), .linear(from: Point(x - size, y - size), to: Point(x + size, y), [Stop(0, Colour(0xCFA06A)), Stop(1, Colour(0x8A5C38))]))
            canvas.stroke(.rect(x - size * 0.7 + 3, y - size + 3, size * 1.4 - 6, size - 6), 5, Colour(0x9C6C42))
            canvas.stroke(.polyline([x - size * 0.6, y - 6, x + size * 0.6, y - size + 6]), 5, Colour(0x9C6C42))
        case .wall:
            let stone = Colour(0xA89C98)
            picture.shadow(x, y, size)
            canvas.fill(.rect(x - size * 0.95, y - size, size * 1.9, size), .vertical(y - size, stone.lighter(0.15), y, stone.darker(0.3)))
            for row in 0..<4 {
                for column in 0..<5 {
                    let w = size * 0.38, left = x - size * 0.95 + Float(column) * w + (row % 2 == 0 ? 0 : -w * 0.25), h = size * 0.25
                    let from = max(left + 1, x - size * 0.95), to = min(left + w - 1, x + size * 0.95)
                    canvas.fill(.roundedRect(from, y - size + Float(row) * h + 1, to - from, h - 2, 2), stone.mixed(Colour(0x8C7F86), Float((row * 3 + column * 5) % 4) * 0.25))
                }
            }
            canvas.fill(.roundedRect(x - size * 1.02, y - size - 5, size * 2.04, 8, 3), stone.lighter(0.2))
        }
    }
}
