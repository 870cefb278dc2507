// What a shot is: an unbroken take of the camera, as a value from which any of its frames can be drawn.

/// One take. Frames are numbered within the episode, 24 a second.
struct Shot: Sendable {
    enum Kind: Sendable, Equatable {
        case black
        /// The series title with the episode's own.
        case title(String)
        /// A line between two acts.
        case card(String)
        case credits
        case scene
    }

    var kind: Kind
    /// A run of shots at one place at one time, numbered within the episode.
    var scene: Int
    var start: Int
    var length: Int
    var place: Place = .meadow
    var side = 0
    var daylight: Daylight = .day
    var camera = CameraMove(Camera(0, 0, 1))
    var actors: [Actor] = []
    var machine: Machine?
    var screen: Screen?
    /// Nothing moves.
    var still = false
    /// Frames that the picture takes to come out of, or go into, black.
    var fadeIn = 0
    var fadeOut = 0
    /// Frames of the dissolve whose middle is the start of this shot.
    var dissolve = 0

    var end: Int { start + length }

    /// Brightness by the fades, 0 to 1.
    /// - Parameter frame: of the episode.
    func level(at frame: Int) -> Float {
        let k = Float(frame - start)
        let up = fadeIn > 0 ? (k + 0.5) / Float(fadeIn) : 1
        let down = fadeOut > 0 ? (Float(length) - k - 0.5) / Float(fadeOut) : 1
        return min(max(min(up, down), 0), 1)
    }

    /// How far the camera's move is, 0 to 1.
    func progress(at frame: Int) -> Float {
        still ? 0 : min(max(Float(frame - start) / Float(max(length - 1, 1)), 0), 1)
    }

    /// Seconds since the start; runs on a little before and after, in dissolves.
    func seconds(at frame: Int) -> Float { still ? 0 : Float(frame - start) / 24 }

    /// The camera, which follows its actor where it has one to follow.
    func camera(at frame: Int) -> Camera {
        var camera = self.camera.camera(at: progress(at: frame))
        if let followed = actors.first(where: { $0.followed }) {
            camera.centre.x += followed.velocity * seconds(at: frame)
        }
        return camera
    }
}

/// Someone in a shot.
struct Actor: Sendable {
    enum Who: Sendable, Equatable {
        case person(Person)
        case animal(Animal)
    }

    var who: Who
    /// Where the feet are as the shot begins, in world units.
    var foot: Point
    /// World units a second, to the right.
    var velocity: Float = 0
    /// World units.
    var height: Float
    var pose = Pose()
    var talks = false
    /// The camera goes along.
    var followed = false

    var person: Person? { if case .person(let person) = who { person } else { nil } }

    var name: String {
        switch who {
        case .person(let person): person.name
        case .animal(let animal): animal.name
        }
    }

    func foot(at seconds: Float, floating: Bool) -> Point {
        var result = foot
        result.x += velocity * seconds
        if floating { result.y += 5 * sine(seconds * 1.1 + foot.x) }
        return result
    }
}

/// The gadget in a shot.
struct Machine: Sendable {
    var foot: Point
    var height: Float
    var power: Float = 1
    /// World units a second.
    var velocity = Point(0, 0)

    func foot(at seconds: Float, floating: Bool) -> Point {
        var result = foot + velocity * seconds
        if floating { result.y += 4 * sine(seconds * 0.9) }
        return result
    }
}

/// Something in the foreground that hides a part of the figures.
struct Screen: Sendable {
    enum Kind: Sendable { case bush, crate, wall }

    var kind: Kind
    var foot: Point
    var size: Float
}
