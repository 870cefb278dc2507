// An episode grows: a later import brings rows that the sheet did not have when its shots were found. The new frames get
// shots of their own; those that are known stay, since people have decided on them.

/// What was found in an episode before, and the frames that came after it.
struct KnownShots: Equatable, Sendable {
    /// A shot's first position, and its scene.
    struct Start: Equatable, Sendable {
        var position, scene: Int
    }

    /// Rising; empty where nothing was found yet.
    var starts: [Start]
    /// Positions of the frames that came later.
    var later: Set<Int>

    /// Whether there is something to find.
    var isMissing: Bool { starts.isEmpty || !later.isEmpty }

    /// First positions of all shots, rising from 0: the known ones, and of those found anew the ones at later frames.
    /// - Parameters:
    ///   - boundaries: indexes of readable frames that begin a shot, without the first; `ShotDetector.boundaries`.
    ///   - positions: of the readable frames.
    ///   - reach: a dissolve this long, in frames, may have its middle before the later frames that it leads to.
    func joined(_ boundaries: [Int], positions: [Int], reach: Int = ShotDetector().longestBlend) -> [Int] {
        // The first known shot began with the episode, not with a cut.
        let known = Set(starts.dropFirst().map(\.position))
        var all = known.union([0])
        for boundary in boundaries {
            if later.contains(positions[boundary - 1]) || later.contains(positions[boundary]) { all.insert(positions[boundary]) }
        }
        for boundary in boundaries {
            let place = positions[boundary], near = place - reach...place + reach
            guard let next = (boundary..<min(boundary + reach, positions.count)).first(where: { later.contains(positions[$0]) }),
                  all.isDisjoint(with: near) else { continue }
            all.insert(positions[next])
        }
        return all.sorted()
    }

    /// The scene of each shot, from 0, rising. Known shots are of one scene if they were before; whether a new shot begins
    /// a scene is decided by what was found anew.
    /// - Parameters:
    ///   - firsts: as `joined` says.
    ///   - found: their scenes by `SceneGrouper`.
    func scenes(_ firsts: [Int], found: [Int]) -> [Int] {
        let known = firsts.indices.map { i in
            starts.last { $0.position >= firsts[i] && (i + 1 == firsts.count || $0.position < firsts[i + 1]) }?.scene
        }
        var scenes = [0]
        for i in firsts.indices.dropFirst() {
            let before = known[..<i].lastIndex { $0 != nil }, after = known[i...].firstIndex { $0 != nil }
            var begins = found[i] != found[i - 1]
            if let before, let after {
                if known[before] == known[after] {
                    begins = false
                } else if i == after, found[before] == found[i - 1] {
                    // Two scenes stay two: nothing between them has begun the second.
                    begins = true
                }
            }
            scenes.append(scenes[i - 1] + (begins ? 1 : 0))
        }
        return scenes
    }
}
