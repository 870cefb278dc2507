// Which frames the subjects are learned from: those whose METADATA names any. An empty list may be a frame without
// subjects or one that nobody described, so it says nothing.

import Frames
import Model

extension FrameRows {
    /// The frames with subjects, their features, shots and scenes.
    /// - Parameter ridge: has the features and shots of all rows.
    func subjectFrames(_ store: ReviewStore, _ ridge: LiveRidge) throws -> SubjectFrames {
        var rows: [Int] = [], named: [[String]] = []
        for part in parts {
            let subjects = try store.subjects(part.code)
            for row in part.rows {
                guard let names = subjects[ids[row]], !names.isEmpty else { continue }
                rows.append(row)
                named.append(names)
            }
        }
        return SubjectFrames(features: ridge.features.selecting(rows: rows), named: named,
                             shots: rows.map { Int(ridge.shotOf[$0]) }, scenes: rows.map { scenes[$0] })
    }
}
