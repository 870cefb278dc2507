import Frames
import Testing
@testable import TUI

@Suite("Pictures that are kept")
struct PictureShelfTests {
    private func key(_ index: Int, isThumb: Bool = false, shot: Int? = 0) -> PictureKey {
        let number = FrameNumber(series: "TT", episode: EpisodeCode(season: 1, episode: 1), timecode: Timecode(index: index))
        return PictureKey(number: number, path: "", columns: 2, rows: 1, isThumb: isThumb, histogram: false, shot: isThumb ? nil : shot)
    }

    private func picture(_ red: Int) -> PictureAnswer {
        .picture(Preview.render(image: drawn(16, 16) { _, _ in (red, 0, 0) }, columns: 2, rows: 1, mode: .trueColour), nil)
    }

    @Test("thumbnails, however many, push out no picture")
    func kinds() {
        var shelf = PictureShelf()
        shelf.keep(picture(1), for: key(0))
        for index in 0..<3_000 { shelf.keep(.missing("no"), for: key(index, isThumb: true)) }
        #expect(shelf[key(0)] != nil)
        #expect(shelf[key(999, isThumb: true)] == nil)
        #expect(shelf[key(1_000, isThumb: true)] != nil)
    }

    @Test("the oldest pictures go first")
    func oldest() {
        var shelf = PictureShelf()
        for index in 0...160 { shelf.keep(picture(index), for: key(index)) }
        #expect(shelf[key(0)] == nil)
        #expect(shelf[key(1)] != nil && shelf[key(160)] != nil)
    }

    @Test("what was missing is forgotten for the frame that has come, and for no other")
    func missing() {
        var shelf = PictureShelf()
        shelf.keep(.missing("404"), for: key(1))
        shelf.keep(.missing("404"), for: key(1, isThumb: true))
        shelf.keep(.missing("404"), for: key(2))
        shelf.keep(picture(3), for: key(3))
        #expect(Set(shelf.forgetMissing(key(1).number)) == [key(1), key(1, isThumb: true)])
        #expect(shelf[key(1)] == nil)
        #expect(shelf[key(2)] != nil && shelf[key(3)] != nil)
        #expect(shelf.forgetMissing(key(3).number).isEmpty)
    }

    @Test("the nearest picture of the same shot lends its cells")
    func neighbours() {
        var shelf = PictureShelf()
        for index in [1, 4, 9] { shelf.keep(picture(index * 20), for: key(index)) }
        shelf.keep(picture(250), for: key(6, shot: 6))
        guard case .picture(let near, _) = shelf[key(4)] else { return #expect(Bool(false), "it was kept") }
        #expect(shelf.neighbour(of: key(5)) == near)
        #expect(shelf.neighbour(of: key(5, shot: 7)) == nil)
    }
}
