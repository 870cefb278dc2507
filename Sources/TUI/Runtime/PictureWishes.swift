// Which pictures the screen needs, most urgent first: the frame, the strip, then the neighbours on
// both sides, nearest first, and the frames that one key leads to.

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

    /// What the screen shows now.
    var shown: [PictureKey] { [plain, main, pinned].compactMap { $0 } + thumbs.map(\.key) + nearest.map(\.key) }
    var inOrder: [PictureKey] { shown + neighbours }

    /// The tiles of the contact sheet that are in sight.
    static func tiles(_ sheet: ContactSheet, width: Int, height: Int) -> [(tile: Int, key: PictureKey)] {
        sheetPlaces(sheet, width: width, height: height).compactMap { place in
            let tile = sheet.tiles[place.tile]
            guard let folder = tile.imageFolder else { return nil }
            return (place.tile, PictureKey(number: tile.number, path: folder + "/" + tile.number.fileName, columns: place.rect.width,
                                           rows: place.rect.height, isThumb: true, histogram: false))
        }
    }

    /// - Parameter cell: pixels of the terminal's cells, where they are known.
    init(_ state: AppState, _ film: Film, cell: CellPixels? = nil) {
        let layout = MainLayout(width: state.width, height: state.height)
        let rect = state.pinned == nil ? layout.picture() : layout.pair().right
        let overlay = state.histogram == .overlay && rect.height >= 10
        let window = state.window
        let pixels = state.pixels.map { PixelFormat(way: $0, cell: cell ?? CellPixels(width: 8, height: 16)) }
        func key(_ position: Int, _ columns: Int, _ rows: Int, isThumb: Bool) -> PictureKey? {
            guard film.frames.indices.contains(position), columns > 0, rows > 0, let folder = film.imageFolder else { return nil }
            let number = film.frames[position].number
            return PictureKey(number: number, path: folder + "/" + number.fileName, columns: columns, rows: rows,
                              isThumb: isThumb, histogram: overlay && !isThumb, window: isThumb ? .whole : window, pixels: isThumb ? nil : pixels,
                              shot: isThumb ? nil : film.shot(at: position)?.first)
        }
        pinned = state.pinned.flatMap { key($0, rect.width, rect.height, isThumb: false) }
        var main = key(state.cursor, rect.width, rect.height, isThumb: false)
        plain = state.explainedClass == nil ? nil : main
        main?.explained = state.explainedClass
        if main?.explained != nil {
            main?.version = state.live?.version ?? 0
            main?.histogram = false  // it would hide the lower part of the map
        }
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
        let around = (1...Self.reach).flatMap { [state.cursor + $0, state.cursor - $0] }
        var known: Set<Int> = [state.cursor]
        let near = (around.prefix(4) + Self.leaps(state, film) + around.dropFirst(4)).filter { known.insert($0).inserted }
            .compactMap { key($0, rect.width, rect.height, isThumb: false) }
        let thumb = thumbs.first?.key
        let next = Self.nextThumbs(thumbs.map(\.position), state, film).compactMap { key($0, thumb?.columns ?? 0, thumb?.rows ?? 0, isThumb: true) }
        neighbours = near.prefix(4) + next + near.dropFirst(4)
        ahead = (Self.reach + 1...Self.fetchReach).map { state.cursor + $0 }.filter(film.frames.indices.contains).map { film.frames[$0].number }
    }

    /// The frames that the strip shows after a step, also into the next shot.
    private static func nextThumbs(_ shown: [Int], _ state: AppState, _ film: Film) -> [Int] {
        guard let first = shown.min(), let last = shown.max() else { return [] }
        guard state.currentShot?.last == last else { return [last + 1, first - 1] }
        return [first - 1] + (last + 1...last + shown.count)
    }

    /// Where a key may lead that is no step: the shots beside this one, and what the queue has next.
    private static func leaps(_ state: AppState, _ film: Film) -> [Int] {
        let shots = state.currentShot.map { shot in
            [shot.last + 1, shot.first, film.shot(at: shot.first - 1)?.first].compactMap { $0 }
        } ?? []
        let items = (state.page?.items ?? []).filter { !$0.positions.contains(state.cursor) }
        return items.prefix(3).compactMap(\.positions.first) + shots
    }
}
