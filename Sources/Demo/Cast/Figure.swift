// Draws a person: from the shadow up, limbs behind first. All in units of a hundredth of the height.

struct Figure {
    let canvas: Canvas
    let look: Look
    let pose: Pose

    /// Where the parts of the body are; children have large heads and short legs.
    var hip: Float { look.child ? -25 : -36 }
    var shoulder: Float { look.child ? -50 : -66 }
    var headCentre: Point { Point(pose.turn * 2, (look.child ? -71 : -82) + bob) }
    var headRadius: Float { look.child ? 21 : 14.5 }
    var halfWidth: Float { look.child ? 13 : 14 }

    var bob: Float { pose.stride > 0 ? -abs(sine(pose.phase)) * 2.5 * pose.stride : sine(pose.time * 1.8) * 0.5 }

    /// Feet at (x, y), `height` from there to the top of the head.
    static func draw(_ person: Person, _ pose: Pose, at foot: Point, height: Float, floating: Bool = false, in picture: Picture) {
        if !floating { picture.shadow(foot.x, foot.y, height * 0.24) }
        picture.canvas.at(foot.x, foot.y, scale: height / 100) {
            Figure(canvas: picture.canvas, look: person.look, pose: pose).draw()
        }
    }

    private func draw() {
        hairBehind()
        if pose.turn != 0 { arm(left: pose.turn > 0, behind: true) }
        legs()
        torso()
        head()
        if pose.turn == 0 {
            arm(left: !pose.back, behind: false)
            arm(left: pose.back, behind: false)
        } else {
            arm(left: pose.turn < 0, behind: false)
        }
    }

    /// A filled shape with a darker rim.
    func part(_ path: Path, _ paint: Paint, rim: Colour, width: Float = 1.7) {
        canvas.stroke(path, width, rim.darker(0.55))
        canvas.fill(path, paint)
    }

    /// A limb: a round line with a darker rim.
    func limb(_ path: Path, _ width: Float, _ colour: Colour) {
        canvas.stroke(path, width + 1.7, colour.darker(0.55))
        canvas.stroke(path, width, colour)
    }
}
