import Frames
import Review
import Testing
@testable import TUI

@Suite("Explaining")
struct ExplainTests {
    /// A map of one row of two places: the left one speaks for the class, the right one against it.
    private let explanation = Explanation(rarity: .rare, alone: Prediction(probabilities: [0, 0, 0, 1, 0]), height: 1, width: 2, values: [0.5, -0.25])

    @Test("x lays a map of the predicted class over the picture and takes it away; never while opinions are hidden")
    func key() throws {
        let project = try SmallProject(), bench = try Bench(project)
        bench.press(.character("x"))
        #expect(bench.state.explainedClass == nil && bench.state.message?.text.contains("T trains") == true)
        try project.predict()
        let other = try Bench(project)
        other.press(.character("x"))
        #expect(other.state.explainedClass == .rare)
        #expect(PictureWishes(other.state, try #require(other.state.film)).main?.explained == nil)   // no images here
        other.press(.character("B"))
        #expect(other.state.explainedClass == nil)
        other.press(.character("B"), .character("j"))
        #expect(other.state.explainedClass == .common)
        other.press(.character("x"))
        #expect(other.state.explainedClass == nil)
    }

    @Test("places that speak for the class glow, those against it turn blue, and the size stays")
    func overlay() {
        let grey = RGBImage(width: 40, height: 10, pixels: [UInt8](repeating: 120, count: 1_200))
        let shaded = ActivationOverlay(explanation).shade(grey)
        #expect(shaded.width == 40 && shaded.height == 10)
        let left = Array(shaded.pixels[0..<3]), right = Array(shaded.pixels[117..<120])
        #expect(left[0] > left[2] + 30)
        #expect(right[2] > right[0])
    }

    @Test("a map without any difference dims the picture and nothing else")
    func flat() {
        let none = Explanation(rarity: .rare, alone: explanation.alone, height: 1, width: 1, values: [0])
        let shaded = ActivationOverlay(none).shade(RGBImage(width: 1, height: 1, pixels: [100, 100, 100]))
        #expect(shaded.pixels[0] == shaded.pixels[2] && shaded.pixels[0] < 100)
    }

    @Test("look-alikes of a frame that was left meanwhile are dropped; those shown stay within the shot and go at its end")
    func nearest() throws {
        let project = try SmallProject()
        try project.predict()
        let bench = try Bench(project), frames = try #require(bench.state.film?.frames)
        let one = NearestLabelled(similar: SimilarFrame(frame: frames[5].id, episode: EpisodeCode(season: 1, episode: 1), position: 5, likeness: 0.9),
                                  number: frames[5].number, rarity: .rare, imageFolder: nil)
        bench.take([.nearest(to: frames[3].id, [one])])
        #expect(bench.state.nearest.isEmpty)
        bench.take([.nearest(to: frames[0].id, [one])])
        #expect(bench.state.nearest == [one])
        bench.press(.character("j"))
        #expect(bench.state.nearest == [one])
        bench.press(.character("l"))
        #expect(bench.state.nearest.isEmpty)
    }

    @Test("where the current model does not learn live, the app says so until a ridge predicts again")
    func rests() throws {
        let bench = try Bench(try SmallProject())
        bench.take([.liveRests])
        #expect(bench.state.liveRests && bench.state.live == nil)
        let (surface, _) = drawScreen(bench.state, Pictures(), Theme(isUnicode: true, mode: .trueColour))
        #expect(String(surface.cells.map(\.character)).contains("live learning rests"))
    }
}
