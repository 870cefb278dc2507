import Foundation
import Frames
import Testing
@testable import Review

@Suite struct ShotDetectorTests {
    private func boundaries(_ film: [RGBImage]) -> [Int] {
        ShotDetector().boundaries(FrameSignal.measure(film))
    }

    /// Eight frames of a place while the camera moves a little.
    private func shot(_ number: Int, frames: Int = 8, from: Float = 0) -> [RGBImage] {
        (0..<frames).map { place(number, shift: from + 0.004 * Float($0)) }
    }

    @Test("a cut to another place is found at its very frame")
    func cut() {
        #expect(boundaries(shot(0) + shot(1) + shot(2)) == [8, 16])
    }

    @Test("a cut to another framing of the same place is found")
    func framing() {
        let near = (0..<8).map { place(0, shift: 0.23, zoom: 1.9 + 0.005 * Float($0)) }
        #expect(boundaries(shot(0) + near + shot(0)) == [8, 16])
    }

    @Test("a pan and a zoom are no cuts, slow or fast", arguments: [Float(0.01), 0.03, 0.08])
    func motion(speed: Float) {
        #expect(boundaries((0..<24).map { place(0, shift: speed * Float($0)) }) == [])
        #expect(boundaries((0..<24).map { place(0, zoom: 1 + speed * Float($0)) }) == [])
    }

    @Test("one bright frame is a flash, and lightning changes no shot")
    func flash() {
        var film = shot(1, frames: 20)
        film[9] = painted { _, _ in SIMD3(255, 255, 250) }
        #expect(boundaries(film) == [])
        film[9] = place(1, light: 2)
        #expect(boundaries(film) == [])
    }

    @Test("a fade to black and up again has one boundary, in the middle of the dark")
    func fadeThroughBlack() {
        let out = [Float(0.75), 0.5, 0.25].map { place(0, light: $0) }
        let up = [Float(0.25), 0.5, 0.75].map { place(2, light: $0) }
        let film = shot(0) + out + [blackPicture, blackPicture] + up + shot(2)
        let found = boundaries(film)
        #expect(found.count == 1)
        #expect(abs((found.first ?? 0) - 12) <= 1)
    }

    @Test("a fade whose black was not sampled has its boundary between the two dark frames")
    func fadeWithoutBlack() {
        let film = shot(0) + [place(0, light: 0.6), place(0, light: 0.15), place(2, light: 0.15), place(2, light: 0.6)] + shot(2)
        #expect(boundaries(film) == [10])
    }

    @Test("a second of black is a shot of its own")
    func blackShot() {
        let film = shot(0) + [place(0, light: 0.5)] + Array(repeating: blackPicture, count: 4) + [place(2, light: 0.5)] + shot(2)
        #expect(boundaries(film) == [9, 13])
    }

    @Test("the film may begin and end with a fade")
    func fadesAtTheEnds() {
        let light: [Float] = [0, 0.25, 0.5, 0.75]
        let film = light.map { place(0, light: $0) } + shot(0) + light.reversed().map { place(0, light: $0) }
        #expect(boundaries(film) == [])
    }

    @Test("a dissolve has one boundary, near its middle", arguments: [2, 3, 4, 6])
    func dissolve(length: Int) {
        let blend = (0..<length).map { mixed(place(0, shift: 0.032), place(2), (Float($0) + 0.5) / Float(length)) }
        let film = shot(0) + blend + shot(2)
        let found = boundaries(film)
        #expect(found.count == 1)
        #expect(abs((found.first ?? 0) - (8 + length / 2)) <= 1)
    }

    @Test("a film of one picture, of one frame and of none has no boundary")
    func constant() {
        #expect(boundaries(Array(repeating: place(3), count: 30)) == [])
        #expect(boundaries(Array(repeating: blackPicture, count: 30)) == [])
        #expect(boundaries([place(0)]) == [])
        #expect(boundaries([]) == [])
    }

    @Test("measured in pieces, a film has the same signals")
    func pieces() {
        let film = shot(0) + shot(1)
        let whole = FrameSignal.measure(film)
        #expect(FrameSignal.measure(Array(film[..<5])) + FrameSignal.measure(Array(film[5...]), before: film[4]) == whole)
    }
}

@Suite struct SceneGrouperTests {
    @Test("alternating shots of one place are one scene, another place begins a new one")
    func alternation() {
        let a: [Float] = [1, 0, 0], b: [Float] = [0, 1, 0], c: [Float] = [0, 0, 1]
        #expect(SceneGrouper().scenes([a, b, a, b, c, c, c]) == [0, 0, 0, 0, 1, 1, 1])
        #expect(SceneGrouper().scenes([]) == [])
        #expect(SceneGrouper().scenes([[0, 0, 0]]) == [0])
    }

    @Test("black belongs to the scene that it leads to")
    func black() {
        let a: [Float] = [1, 0], b: [Float] = [0, 1]
        #expect(SceneGrouper().scenes([nil, a, a, nil, b, nil]) == [0, 0, 0, 1, 1, 1])
        #expect(SceneGrouper().scenes([nil, nil]) == [0, 0])
    }

    @Test("colours tell two places apart and join two framings of one")
    func colours() {
        let film = [(0, Float(1)), (0, 1.6), (1, 1), (1, 1.6), (1, 1)].flatMap { number, zoom in
            (0..<4).map { place(number, shift: 0.01 * Float($0), zoom: zoom) }
        }
        let features = SceneGrouper.features(FrameSignal.measure(film), shots: [0, 4, 8, 12, 16])
        #expect(SceneGrouper().scenes(features) == [0, 0, 1, 1, 1])
    }
}
