// The frames that a network learns from: human labels, their pictures, shots and scenes.

import Frames
import Model

/// A labelled frame with an image folder.
struct NetworkFrame {
    let number: FrameNumber
    let label: Int
    let path: String
    /// Unlike in unlike episodes.
    let shot: Int, scene: Int
}

extension TrainNetwork {
    static func labelledFrames(_ store: ReviewStore) throws -> [NetworkFrame] {
        var frames: [NetworkFrame] = []
        var shots = 0, scenes = 0
        for episode in try store.episodes() {
            let found = try store.shots(episode.code)
            var shot = 0
            for record in try store.frames(episode.code) {
                while shot + 1 < found.count, found[shot].last < record.position { shot += 1 }
                guard let label = LiveRidge.Label(record.state), let folder = episode.imageFolder else { continue }
                let scene = found.isEmpty ? 0 : found[shot].scene
                frames.append(NetworkFrame(number: record.number, label: label.index, path: "\(folder)/\(record.number.fileName)",
                                           shot: shots + shot, scene: scenes + scene))
            }
            shots += max(1, found.count)
            scenes += (found.last?.scene ?? 0) + 1
        }
        return frames
    }

    /// Where the pictures of a run lie now.
    static func paths(_ store: ReviewStore, _ run: NetworkRun) throws -> [String] {
        let folders = Dictionary(try store.episodes().map { ($0.code, $0.imageFolder) }, uniquingKeysWith: { first, _ in first })
        return try run.frames.map { frame in
            guard let number = FrameNumber(text: frame.number), let folder = folders[number.episode] ?? nil else {
                throw ReviewError.invalid("The training \(run.name.printable()) learns from \(frame.number.printable()), whose images are not on this machine any more. Train anew.")
            }
            return "\(folder)/\(number.fileName)"
        }
    }

    /// Before anything long begins.
    static func checkLabels(_ store: ReviewStore) throws {
        var counts = [Int](repeating: 0, count: RarityClass.count)
        for label in try store.trainingLabels() { counts[label.rarity.rawValue] += 1 }
        try checkCounts(counts, "")
    }

    static func checkClasses(_ frames: [NetworkFrame]) throws {
        var counts = [Int](repeating: 0, count: RarityClass.count)
        for frame in frames { counts[frame.label] += 1 }
        try checkCounts(counts, " on frames with images")
    }

    /// Fine-tuning needs something to watch.
    static func checkParts(_ parts: [NetworkPart]) throws {
        guard !parts.contains(.watch) || !parts.contains(.train) else { return }
        throw ReviewError.invalid("Fine-tuning holds whole scenes and shots out, and the labelled frames lie in too few. Label frames of more shots first.")
    }

    private static func checkCounts(_ counts: [Int], _ which: String) throws {
        let there = counts.count { $0 > 0 }, all = counts.reduce(0, +)
        guard there < 2 || all < 10 else { return }
        throw ReviewError.invalid("A network needs labels given by people for at least two classes and 10 frames; there are "
            + "\(all) of \(there) class\(there == 1 ? "" : "es")\(which). Label more frames first.")
    }
}
