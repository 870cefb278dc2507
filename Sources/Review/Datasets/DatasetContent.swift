// What should be in a data set: for every frame with a class in effect and an image, its key and where the image comes from.

import Foundation
import Frames
import Ingest

/// Gathers the wanted objects of episodes.
struct DatasetContent {
    let store: ReviewStore
    let place: any DatasetPlace
    /// The folder in S3 behind a base URL that the place can copy from; `nil` where it cannot.
    let remoteFolder: @Sendable (ImageFolder) -> String?
    let split: DatasetSplit?
    let unit: DatasetSplit.Unit
    let seed: UInt64

    /// In the order of their keys, nearly: a folder at a time, in the order of the film.
    private(set) var wanted: [String: [WantedObject]] = [:]
    /// Where frames belong whose image is nowhere to be found now.
    private(set) var imageless: [DatasetKey] = []

    init(_ store: ReviewStore, _ place: any DatasetPlace, remoteFolder: @escaping @Sendable (ImageFolder) -> String?,
         split: DatasetSplit?, unit: DatasetSplit.Unit, seed: UInt64) {
        (self.store, self.place, self.remoteFolder) = (store, place, remoteFolder)
        (self.split, self.unit, self.seed) = (split, unit, seed)
    }

    /// All wanted objects, by key where frame numbers of an episode are in the order of the film.
    var objects: [WantedObject] { wanted.sorted { $0.key < $1.key }.flatMap(\.value) }

    mutating func add(_ episode: EpisodeSummary, _ report: inout DatasetReport, _ context: StageContext) throws {
        let sides = try sides(of: episode, &report, context)
        var frames: [Frame] = []
        try store.read { db in
            try ReviewStore.eachImage(db, episode.code) { image in
                guard let rarity = image.rarity else { report.withoutClass += 1; return }
                if image.isContested { report.contested += 1 }
                frames.append(Frame(name: image.number.fileName, remote: image.folder, rarity: rarity, side: sides?[image.position]))
            }
        }
        let sources = try ImageSources(frames, local: episode.imageFolder, place: place, remoteFolder: remoteFolder)
        for line in sources.notices { report.notices.append("\(episode.code): \(line)") }
        for frame in frames {
            let side = frame.side.map { DatasetSplit.names[$0] + "/" } ?? ""
            let key = DatasetKey(folder: "\(side)\(frame.rarity)/", name: frame.name)
            if let (source, mark) = sources.source(of: frame) {
                wanted[key.folder, default: []].append(WantedObject(key: key, source: source, mark: mark))
            } else {
                imageless.append(key)
            }
        }
    }

    /// A frame that lies in the data set already stays there when its image is gone, and moves when its label changes: a disk
    /// that is not mounted must empty no data set.
    /// - Returns: how many frames have neither an image nor an object.
    mutating func keep(_ placed: [PlacedObject], _ present: [PresentObject]) -> Int {
        if imageless.isEmpty { return 0 }
        let marks = Dictionary(present.map { ($0.key, $0.mark) }) { first, _ in first }
        let there = placed.filter { one in marks[one.key].map { $0.agrees(with: one.mark) } ?? false }
        let byName = Dictionary(there.map { ($0.key.name, $0) }) { first, _ in first }
        var lost = 0
        for key in imageless {
            if let one = byName[key.name] {
                wanted[key.folder, default: []].append(WantedObject(key: key, source: one.source, mark: one.sourceMark))
            } else {
                lost += 1
            }
        }
        return lost
    }

    /// A frame that belongs into the data set.
    struct Frame {
        let name: String
        let remote: ImageFolder?
        let rarity: RarityClass
        let side: Int?
    }

    /// The side of each frame by position; `nil` without a split. Unknown shots are found first.
    private func sides(of episode: EpisodeSummary, _ report: inout DatasetReport, _ context: StageContext) throws -> [Int]? {
        guard let split else { return nil }
        var units = [Int](repeating: 1, count: episode.frames)
        if unit != .frame {
            let found = try FindShots.run(store, [episode.code], missingOnly: true, context: context)
            let shots = try store.shots(episode.code)
            if shots.isEmpty {
                let why = found.first?.problems.first ?? "no shot was found"
                report.notices.append("\(episode.code): single frames were split, since its shots are not known: \(why)")
            } else {
                units = Self.lengths(shots, byScene: unit == .scene)
            }
        }
        return split.sides(units, episode: episode.code, seed: seed)
    }

    /// Frames of each shot, or of each run of shots of one scene.
    static func lengths(_ shots: [Shot], byScene: Bool) -> [Int] {
        var lengths: [Int] = [], scene: Int?
        for shot in shots {
            let length = shot.last - shot.first + 1
            if byScene, shot.scene == scene { lengths[lengths.count - 1] += length } else { lengths.append(length) }
            scene = shot.scene
        }
        return lengths
    }
}
