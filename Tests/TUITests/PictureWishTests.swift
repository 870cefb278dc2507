import Frames
import Review
import Testing
@testable import TUI

@Suite("Pictures that are made ready")
struct PictureWishTests {
    private func place(_ cursor: Int, _ change: (inout AppState) -> Void = { _ in }) throws -> (state: AppState, film: Film) {
        let bench = try Bench(try SmallProject())
        let opened = try #require(bench.state.film)
        let film = Film(code: opened.code, imageFolder: "/nowhere", frames: opened.frames, shots: opened.shots)
        var state = bench.state
        (state.film, state.cursor) = (film, cursor)
        change(&state)
        return (state, film)
    }

    private func positions(_ keys: [PictureKey], _ film: Film) -> [Int] {
        keys.filter { !$0.isThumb }.compactMap { key in film.frames.firstIndex { $0.number == key.number } }
    }

    @Test("the frame first, then its neighbours, and early on the shots that one key leads to")
    func leaps() throws {
        let (state, film) = try place(14)
        let wanted = positions(PictureWishes(state, film).inOrder, film)
        #expect(wanted.first == 14)
        #expect(wanted.prefix(8).contains(20) && wanted.prefix(8).contains(0))
        #expect(Set(wanted).isSuperset(of: [6, 22]))
        #expect(Set(wanted).count == wanted.count)
    }

    @Test("what the queue has next is made ready")
    func queue() throws {
        let (state, film) = try place(2) { state in
            let item = QueueItem(frames: [], positions: [33, 34], shot: 3, suggested: nil, why: "")
            state.page = QueuePage(name: .suspects, items: [item], left: 1)
        }
        #expect(positions(PictureWishes(state, film).inOrder, film).contains(33))
    }

    @Test("only pictures of the frame are wanted as pixels, and a map is not hidden by the histogram")
    func pixels() throws {
        let (state, film) = try place(2) { $0.pixels = .kitty }
        let wishes = PictureWishes(state, film, cell: CellPixels(width: 9, height: 18))
        #expect(wishes.main?.pixels == PixelFormat(way: .kitty, cell: CellPixels(width: 9, height: 18)))
        #expect(wishes.inOrder.allSatisfy { $0.isThumb == ($0.pixels == nil) })
        #expect(wishes.main?.histogram == true)
    }

    @Test("the timeline's classes follow the labels")
    func classes() throws {
        let bench = try Bench(try SmallProject())
        let at = 4
        bench.state.cursor = at
        bench.press(.character("5"))
        let film = try #require(bench.state.film)
        #expect(film.classes[at].label == .legendary)
        #expect(film.classes == film.frames.map(ClassPair.init))
    }
}
