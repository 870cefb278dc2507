// A whole shot by one key, without the app: which frames it labels, and which it leaves out.

import Foundation
import Frames
import Model

/// The frames that a key for the shot of a frame labels.
public struct ShotItems: Equatable, Sendable {
    /// The named frame as it is, the others `propagated`.
    public var items: [Decision.Item]
    /// Frames at the ends that perhaps belong to the neighbouring shot.
    public var leftOut: [FrameNumber]

    /// Finds the shots of the episode first, where they were not found yet. Where frames were embedded, a frame at an end
    /// that looks more like the neighbouring shot is left out.
    /// - Throws: `ReviewError.invalid` where the shots cannot be found, as without images.
    public init(of record: FrameRecord, _ store: ReviewStore, context: StageContext) throws {
        let episode = record.number.episode
        let reports = try FindShots.run(store, [episode], missingOnly: true, context: context)
        let shots = try store.shots(episode)
        guard let index = shots.firstIndex(where: { ($0.first...$0.last).contains(record.position) }) else {
            throw ReviewError.invalid("The shots of \(episode) could not be found: \(reports.first?.problems.first ?? "it has no frames").")
        }
        let frames = try store.frames(episode)
        let near = Array(shots[max(0, index - 1)...min(shots.count - 1, index + 1)])
        let unsure = try Self.unsure(frames, near, store)
        let all = frames[shots[index].first...shots[index].last].filter { $0.id != record.id }
        items = all.filter { !unsure.contains($0.position) }.map { Decision.Item(frame: $0.id, propagated: true) }
            + [Decision.Item(frame: record.id)]
        leftOut = all.filter { unsure.contains($0.position) }.map(\.number)
    }

    /// Of the shots named, by the plain embeddings; none where there are none.
    private static func unsure(_ frames: [FrameRecord], _ shots: [Shot], _ store: ReviewStore) throws -> Set<Int> {
        guard let first = shots.first?.first, let last = shots.last?.last, let episode = frames.first?.number.episode else { return [] }
        let found = try EmbeddingFolder(database: store.path, trunk: try store.trunk())
            .embeddings(episode, of: frames[first...last].map(\.number))
        // The root, as the head sees them: it tames the few large channels.
        let roots = Matrix(rows: found.matrix.rows, columns: found.matrix.columns, values: found.matrix.values.map { max(0, $0).squareRoot() })
        return UnsureEdges.find(roots, found.positions.map { $0 + first }, shots)
    }
}
