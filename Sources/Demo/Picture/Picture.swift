// One frame while it is drawn: the canvas, and all that a place, a figure or the gadget must know.

struct Picture {
    let canvas: Canvas
    var camera: Camera
    var daylight: Daylight
    /// Seconds since the shot began; stands still in a still frame.
    var time: Float
    /// From which side the place is seen, 0 or 1: another side shows other things.
    var side: Int
    /// Under a roof lamps make up for the hour.
    var indoors = false

    /// What falls on everything.
    var light: Colour {
        let light = indoors ? daylight.tint.mixed(Colour(1, 0.97, 0.92), 0.6) : daylight.tint
        // Seen from the other side, it comes from before the camera and leaves more in the shade.
        return side == 0 ? light : light.lit(by: Colour(0.88, 0.91, 0.97))
    }

    /// Draws in world units at this depth, in the light of the scene.
    func layer(_ depth: Float, _ body: () -> Void) {
        canvas.saved {
            canvas.transform = camera.transform(depth: depth, width: canvas.width, height: canvas.height)
            canvas.light = light
            body()
        }
    }

    /// Draws in units of the screen, 640 x 360 around (0, 0), in full light.
    func screen(_ body: () -> Void) {
        canvas.saved {
            canvas.transform = Camera(0, 0, 1).transform(depth: 1, width: canvas.width, height: canvas.height)
            canvas.light = Colour(1, 1, 1)
            body()
        }
    }

    /// The colour of something far away; `distance` 0 (here) to 1 (lost in the haze). The light of the
    /// scene is taken out again where it would fall on the haze twice.
    func hazy(_ colour: Colour, _ distance: Float) -> Colour {
        let tint = light.rgba
        var haze = daylight.haze
        haze.rgba /= tint
        return colour.mixed(haze, distance)
    }

    /// The whole screen in one paint.
    func backdrop(_ paint: Paint) {
        screen { canvas.fill(.rect(-340, -340, 680, 680), paint) }
    }
}
