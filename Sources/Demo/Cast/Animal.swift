// Animals are extras too. Drawn in hundredths of their height, walking to the right.

enum Animal: String, CaseIterable, Sendable {
    case dog, cat, sheep, camel, gull

    var name: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

    /// World units.
    var height: Float {
        switch self {
        case .dog: 52
        case .cat: 40
        case .sheep: 56
        case .camel: 112
        case .gull: 30
        }
    }

    private var coat: Colour {
        switch self {
        case .dog: Colour(0xC98B4E)
        case .cat: Colour(0x6D6A80)
        case .sheep: Colour(0xF3EEE4)
        case .camel: Colour(0xC99A5B)
        case .gull: Colour(0xFAFAFC)
        }
    }

    /// - Parameters:
    ///   - pose: only its turn, phase, stride and time count.
    func draw(_ pose: Pose, at foot: Point, height: Float, in picture: Picture) {
        picture.shadow(foot.x, foot.y, height * 0.55)
        picture.canvas.at(foot.x, foot.y, scale: height / 100, flip: pose.turn < 0) {
            self == .gull ? bird(pose, picture.canvas) : quadruped(pose, picture.canvas)
        }
    }

    private func quadruped(_ pose: Pose, _ canvas: Canvas) {
        let rim = coat.darker(0.55), wag = sine(pose.time * (self == .dog ? 11 : 3)) * 8
        let tall: Float = self == .camel ? 46 : 34
        func round(_ path: Path, _ paint: Paint) {
            canvas.stroke(path, 3, rim)
            canvas.fill(path, paint)
        }
        func line(_ path: Path, _ width: Float, _ colour: Colour) {
            canvas.stroke(path, width + 3, rim)
            canvas.stroke(path, width, colour)
        }
        line(.curve(Point(-48, -tall - 16), Point(-66, -tall - 20), Point(-64 + wag * 0.3, -tall - 46 + abs(wag) * 0.4)), self == .cat ? 6 : 8, coat)
        for (i, x) in ([-36, -22, 22, 36] as [Float]).enumerated() {
            let swing = sine(pose.phase + (i % 2 == 0 ? 0 : .pi)) * pose.stride * 14
            line(.curve(Point(x, -tall), Point(x, -tall * 0.5), Point(x + swing, -4)), self == .camel ? 8 : 10, i % 2 == 0 ? coat.darker(0.15) : coat)
        }
        if self == .camel { round(.blob([-40, -70, -20, -112, 8, -70]), .ball(-16, -84, 26, coat)) }
        round(.ellipse(0, -tall - 12, 48, 24), .ball(0, -tall - 12, 40, coat))
        if self == .sheep {
            for x in [-36, -18, 0, 18, 34] as [Float] { canvas.fill(.circle(x, -tall - 26, 15), .ball(x, -tall - 26, 15, coat)) }
        }
        let neck = self == .camel ? Point(66, -104) : Point(48, -76)
        line(.curve(Point(38, -tall - 14), Point(54, -tall - 14), neck), self == .camel ? 14 : 20, coat)
        let face = self == .sheep ? Colour(0x4A4048) : coat
        round(.ellipse(neck.x + 4, neck.y, self == .camel ? 17 : 23, self == .camel ? 13 : 21), .ball(neck.x, neck.y, 21, face))
        head(neck, face, canvas)
    }

    private func head(_ at: Point, _ face: Colour, _ canvas: Canvas) {
        let dark = Colour(0x2E1F2A)
        canvas.fill(.ellipse(at.x + 20, at.y + 7, 11, 8), face.lighter(0.4))
        canvas.fill(.ellipse(at.x + 29, at.y + 3, 4.5, 3.6), dark)
        canvas.fill(.ellipse(at.x + 10, at.y - 5, 4.4, 5.2), Colour(0xFFFFFF))
        canvas.fill(.ellipse(at.x + 11, at.y - 4.5, 2.9, 3.8), dark)
        if self == .cat {
            canvas.fill(.polygon([at.x - 12, at.y - 13, at.x - 6, at.y - 36, at.x + 4, at.y - 18]), face.darker(0.1))
            canvas.fill(.polygon([at.x + 8, at.y - 18, at.x + 17, at.y - 35, at.x + 20, at.y - 12]), face)
        } else {
            canvas.fill(.blob([at.x - 14, at.y - 18, at.x - 2, at.y - 20, at.x + 2, at.y + 2, at.x - 8, at.y + 14, at.x - 18, at.y + 2]), face.darker(0.35))
        }
        if self == .dog { canvas.stroke(.curve(Point(at.x - 16, at.y + 16), Point(at.x - 4, at.y + 24), Point(at.x + 6, at.y + 19)), 5, Colour(0xC0392B)) }
    }

    private func bird(_ pose: Pose, _ canvas: Canvas) {
        let rim = Colour(0x7A7F95), flap = sine(pose.time * 7) * 34
        for leg in [-6, 6] as [Float] { canvas.stroke(.polyline([leg, -16, leg, 0]), 4, Colour(0xE59A3C)) }
        let body = Path.blob([-70, -46, -20, -20, 34, -26, 44, -60, 20, -66, -30, -50])
        canvas.stroke(body, 4, rim)
        canvas.fill(body, .vertical(-66, coat, -20, Colour(0xC9CFDC)))
        canvas.fill(.blob([-36, -40, 0, -44, 14, -36, -34, -62 - flap, -66, -60 - flap]), Colour(0x9AA3B8))
        canvas.fill(.circle(36, -66, 20), coat)
        canvas.fill(.polygon([52, -70, 78, -62, 52, -56]), Colour(0xF2A541))
        canvas.fill(.circle(42, -70, 4), Colour(0x2E1F2A))
    }
}
