// The pictures that are kept ready, by kind: small ones are many and must not push out the large ones.

import Frames

/// Rendered pictures; of each kind the oldest ones go first.
struct PictureShelf {
    /// How many are kept: a picture of 120x34 cells takes about 300 KB, with pixels 1 MB, a thumbnail a few KB. There are more
    /// thumbnails than tiles of the largest contact sheet.
    enum Kind: Int, CaseIterable {
        case picture = 160, pixels = 48, thumb = 2_000

        init(_ key: PictureKey) { self = key.isThumb ? .thumb : key.pixels == nil ? .picture : .pixels }
        var capacity: Int { rawValue }
    }

    private var kept: [PictureKey: PictureAnswer] = [:]
    /// Oldest first.
    private var order: [Kind: [PictureKey]] = [:]

    subscript(key: PictureKey) -> PictureAnswer? { kept[key] }

    mutating func keep(_ answer: PictureAnswer, for key: PictureKey) {
        guard kept.updateValue(answer, forKey: key) == nil else { return }
        let kind = Kind(key)
        order[kind, default: []].append(key)
        if order[kind, default: []].count > kind.capacity, let oldest = order[kind]?.removeFirst() { kept[oldest] = nil }
    }

    /// Takes away what was said to be missing of this frame; returns the keys.
    mutating func forgetMissing(_ frame: FrameNumber) -> [PictureKey] {
        let gone = kept.compactMap { key, answer in
            if case .missing = answer, key.number == frame { key } else { nil }
        }
        for key in gone { kept[key] = nil }
        for kind in Kind.allCases { order[kind]?.removeAll { gone.contains($0) } }
        return gone
    }

    /// The nearest picture of the same shot: where nothing has changed since, its cells stay.
    func neighbour(of key: PictureKey) -> CellPicture? {
        var nearest: (frames: Int, picture: CellPicture)?
        for other in order[Kind(key)] ?? [] where key.isAlike(other) {
            guard case .picture(let picture, _) = kept[other] else { continue }
            let frames = abs(other.number.timecode.index - key.number.timecode.index)
            if frames < nearest?.frames ?? .max { nearest = (frames, picture) }
        }
        return nearest?.picture
    }
}
