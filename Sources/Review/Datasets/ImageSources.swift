// Where the images of an episode are taken from: S3, where the place of the data set can copy from there, else this machine.

import Foundation
import Ingest

struct ImageSources {
    /// Marks by name of each folder in S3 that could be listed; `nil`: it gives objects, and no list.
    private var remote: [ImageFolder: (folder: String, marks: [String: ObjectMark]?)] = [:]
    private var local: (folder: String, marks: [String: ObjectMark])?
    /// What is worth saying.
    private(set) var notices: [String] = []

    /// Asks for what is there: one listing a folder.
    /// - Throws: where a folder in S3 cannot be listed, and there is no folder of this machine instead.
    init(_ frames: [DatasetContent.Frame], local folder: String?, place: any DatasetPlace, remoteFolder: (ImageFolder) -> String?) throws {
        let here = folder.map { URL(fileURLWithPath: $0).standardizedFileURL.path + "/" }
        for (base, group) in Dictionary(grouping: frames, by: \.remote) {
            guard let base, let there = remoteFolder(base) else { continue }
            do {
                remote[base] = (there, try place.marks(of: Set(group.map(\.name)), in: there))
            } catch where here != nil {
                notices.append("\(there) cannot be listed (\(error)); the images of this machine are taken.")
            }
        }
        guard let here else { return }
        // A name that S3 has needs no look at the disk.
        let missing = frames.filter { remoteSource(of: $0) == nil }.map(\.name)
        local = (here, missing.isEmpty ? [:] : try place.marks(of: Set(missing), in: here) ?? [:])
    }

    /// The folder that a frame's image lies in and its mark; `nil` where it is nowhere.
    func source(of frame: DatasetContent.Frame) -> (folder: String, mark: ObjectMark?)? {
        if let there = remoteSource(of: frame) { return there }
        guard let local, let mark = local.marks[frame.name] else { return nil }
        return (local.folder, mark)
    }

    private func remoteSource(of frame: DatasetContent.Frame) -> (folder: String, mark: ObjectMark?)? {
        guard let base = frame.remote, let there = remote[base] else { return nil }
        guard let marks = there.marks else { return (there.folder, nil) }
        return marks[frame.name].map { (there.folder, $0) }
    }
}
