// The pictures of the screen at hand: which it wants, those that are there, and what is made ready for the next key.

import Frames
import Review

/// The app's pictures. Used by the app's own thread.
final class Gallery {
    private let loader: PictureLoader
    private let fetched: FetchedFrames
    private let explanations: Explanations
    /// Of the review screen as it was painted last.
    private var wishes: PictureWishes?

    /// - Parameter onArrival: called on another thread whenever a picture is there.
    init(_ store: ReviewStore, mode: ColourMode, glyphs: Preview.Glyphs, onArrival: @escaping @Sendable () -> Void) {
        let explanations = Explanations(store), fetched = FetchedFrames(store)
        self.explanations = explanations
        self.fetched = fetched
        loader = PictureLoader(mode: mode, glyphs: glyphs, source: fetched, explain: { try explanations.explain($0, as: $1) }, onArrival: onArrival)
    }

    /// Whether all that the screen wants is there.
    var areShown: Bool { loader.areShown }

    /// The pictures that this screen wants, waiting a moment for the one at the cursor.
    func gather(_ state: AppState) -> Pictures {
        wishes = nil
        if state.screen == .sheet, let sheet = state.sheet { return tiles(sheet, state) }
        guard state.screen == .review, let film = state.film, let frame = state.current else { return Pictures() }
        return review(PictureWishes(state, film, cell: state.pixels == nil ? nil : .ofTerminal()), frame.number, state)
    }

    /// After painting: what is made ready for later would have taken the time of the terminal.
    func prepare() {
        if let wishes { loader.want(wishes.inOrder, ahead: wishes.ahead) }
    }

    /// Where the whole image of a frame is.
    /// - Parameter folder: where the film has its images.
    func image(of number: FrameNumber, in folder: String) -> FetchedFrames.Place {
        let path = folder + "/" + number.fileName
        return fetched.file(PictureKey(number: number, path: path, columns: 0, rows: 0, isThumb: false, histogram: false)) ?? .here(path)
    }

    func close() { loader.close() }

    private func tiles(_ sheet: ContactSheet, _ state: AppState) -> Pictures {
        var gathered = Pictures()
        let tiles = PictureWishes.tiles(sheet, width: state.width, height: state.height)
        loader.show(tiles.map(\.key))
        loader.want(tiles.map(\.key))
        for (tile, key) in tiles {
            if case .picture(let picture, _) = loader.picture(key) { gathered.tiles[tile] = picture }
        }
        return gathered
    }

    private func review(_ wishes: PictureWishes, _ number: FrameNumber, _ state: AppState) -> Pictures {
        var gathered = Pictures()
        guard let main = wishes.main else {
            gathered.missing = "\(number) has no image here: import it with --images DIR."
            return gathered
        }
        explanations.follow(model: state.model, live: state.live)
        self.wishes = wishes
        loader.show(wishes.shown)
        switch loader.picture(main, waitingMilliseconds: 25) {
        case .picture(let picture, let histogram):
            gathered.main = picture
            gathered.histogram = histogram
        case .missing(let reason): gathered.missing = reason
        case nil: gathered.missing = ""
        }
        if gathered.main == nil, let plain = wishes.plain, case .picture(let picture, let histogram) = loader.picture(plain) {
            (gathered.main, gathered.histogram) = (picture, histogram)
        }
        if let pinned = wishes.pinned, case .picture(let picture, _) = loader.picture(pinned) { gathered.pinned = picture }
        for (position, key) in wishes.thumbs {
            if case .picture(let picture, _) = loader.picture(key) { gathered.thumbs[position] = picture }
        }
        for (place, key) in wishes.nearest {
            if case .picture(let picture, _) = loader.picture(key) { gathered.nearest[place] = picture }
        }
        return gathered
    }
}
