// Which pictures the screen needs, most urgent first: the frame, the strip, then the neighbours on
// both sides, nearest first.

import Frames
import Review

struct PictureWishes {
    /// How far ahead and back pictures are made ready.
    static let reach = 8

    let main: PictureKey?
    /// The same without a map over it, to be seen until the map is there.
    let plain: PictureKey?
    /// The frame that is kept beside it.
    let pinned: PictureKey?
    let thumbs: [(position: Int, key: PictureKey)]
    /// The look-alikes in the side panel, by place.
    let nearest: [(place: Int, key: PictureKey)]
    private let neighbours: [PictureKey]
    /// Frames after these, whose images should be on this machine when the cursor gets there.
    let ahead: [FrameNumber]

    /// How far ahead images are fetched.
    private static let fetchReach = 40

    var inOrder: [PictureKey] { [plain, main, pinned].compactMap { $0 } + thumbs.map(\.key) + nearest.map(\.key) + neighbours }

    /// The tiles of the contact sheet that are in sight.
    static func tiles(_ sheet: ContactSheet, width: Int, height: Int) -> [(tile: Int, key: PictureKey)] {
        sheetPlaces(sheet, width: width, height: height).compactMap { place in
            let tile = sheet.tiles[place.tile]
            guard let folder = tile.imageFolder else { return nil }
            return (place.tile, PictureKey(number: tile.number, path: folder + "/" + tile.number.fileName, columns: place.rect.width,
                                           rows: place.rect.height, isThumb: true, histogram: false))
        }
    }

    init(_ state: AppState, _ film: Film) {
        let layout = MainLayout(width: state.width, height: state.height)
        let rect = state.pinned == nil ? layout.picture() : layout.pair().right
        let overlay = state.histogram == .overlay && rect.height >= 10
        let window = state.window
        func key(_ position: Int, _ columns: Int, _ rows: Int, isThumb: Bool) -> PictureKey? {
            guard film.frames.indices.contains(position), columns > 0, rows > 0, let folder = film.imageFolder else { return nil }
            let number = film.frames[position].number
            return PictureKey(number: number, path: folder + "/" + number.fileName, columns: columns, rows: rows,
                              isThumb: isThumb, histogram: overlay && !isThumb, window: isThumb ? .whole : window,
                              shot: isThumb ? nil : film.shot(at: position)?.first)
        }
        pinned = state.pinned.flatMap { key($0, rect.width, rect.height, isThumb: false) }
        var main = key(state.cursor, rect.width, rect.height, isThumb: false)
        plain = state.explainedClass == nil ? nil : main
        main?.explained = state.explainedClass
        if main?.explained != nil { main?.version = state.live?.version ?? 0 }
        self.main = main
        nearest = layout.kind == .wide && !state.hidesOpinions ? state.nearest.enumerated().compactMap { place, one in
            one.imageFolder.map { folder in
                (place, PictureKey(number: one.number, path: folder + "/" + one.number.fileName, columns: NearestView.columns,
                                   rows: NearestView.rows, isThumb: true, histogram: false))
            }
        } : []
        thumbs = stripPlaces(state, layout.strip).compactMap { place in
            key(place.position, place.rect.width, place.rect.height, isThumb: true).map { (place.position, $0) }
        }
        neighbours = (1...Self.reach).flatMap { [state.cursor + $0, state.cursor - $0] }
            .compactMap { key($0, rect.width, rect.height, isThumb: false) }
        ahead = (Self.reach + 1...Self.fetchReach).map { state.cursor + $0 }.filter(film.frames.indices.contains).map { film.frames[$0].number }
    }
}
