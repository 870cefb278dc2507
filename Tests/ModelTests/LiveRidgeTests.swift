import Testing
@testable import Model

@Suite struct LiveRidgeTests {
    private static let columns = 24, rows = 160

    /// Rows whose classes can be told apart, and shots of 2 to 9 rows.
    private func made(_ random: inout MadeRandom) -> (features: Matrix, starts: [Int]) {
        let centres = (0..<5).map { _ in (0..<Self.columns).map { _ in random.normal() } }
        var values: [Float] = [], starts: [Int] = [], rows = 0
        while rows < Self.rows {
            let centre = centres[Int(random.uniform() * 4.99)].map { $0 + random.normal() }
            starts.append(rows)
            for _ in 0..<min(Self.rows - rows, 2 + Int(random.uniform() * 8)) {
                values += centre.map { $0 + 0.3 * random.normal() }
                rows += 1
            }
        }
        return (Matrix(rows: rows, columns: Self.columns, values: values), starts)
    }

    /// What training did before there was a live head: a fit from nothing, scores of all rows, the mean over the shot.
    private func fromNothing(_ features: Matrix, _ labels: [LiveRidge.Label?], _ starts: [Int]) throws -> Matrix {
        let shots = labels.indices.map { row in starts.count { $0 <= row } }
        let rows = labels.indices.filter { labels[$0] != nil }
        let frames = LabelledFrames(
            features: features.selecting(rows: rows), labels: rows.compactMap { labels[$0]?.index }, shots: rows.map { shots[$0] },
            scenes: rows.map { _ in 0 }, weights: rows.compactMap { labels[$0]?.weight })
        return LinearHead(try RidgeFit(frames, classes: 5), temperature: 0.8).probabilities(features, shots: shots)
    }

    private func difference(_ ridge: LiveRidge, _ expected: Matrix) -> Float {
        let shots = ridge.probabilities(ridge.head(temperature: 0.8))
        return ridge.labels.indices.flatMap { row in
            (0..<5).map { abs(shots[Int(ridge.shotOf[row]), $0] - expected[row, $0]) }
        }.max() ?? 0
    }

    @Test("after every random change of labels and shots it equals a fit from nothing to 1e-4", arguments: [1, 2, 3, 4, 5] as [UInt64])
    func equalsFitFromNothing(seed: UInt64) throws {
        var random = MadeRandom(seed)
        var (features, starts) = made(&random)
        func label() -> LiveRidge.Label? {
            let kind = random.uniform()
            return kind < 0.25 ? nil : LiveRidge.Label(index: Int(random.uniform() * 4.99), weight: kind < 0.6 ? 2 : 1)
        }
        var labels = (0..<features.rows).map { _ in random.uniform() < 0.5 ? label() : nil }
        var ridge = try LiveRidge(features: features, labels: labels, starts: starts, classes: 5)
        var history: [[LiveRidge.Label?]] = []
        for step in 0..<120 {
            var changes: [(row: Int, label: LiveRidge.Label?)] = []
            switch Int(random.uniform() * 9.99) {
            case 0..<4: changes = [(Int(random.uniform() * Float(features.rows)), label())]
            case 4:
                let shot = ridge.shots[Int(random.uniform() * Float(ridge.shots.count))], one = label()
                changes = shot.map { ($0, one) }
            case 5:                                          // a class loses all its labels
                let gone = Int(random.uniform() * 4.99)
                changes = labels.indices.filter { labels[$0]?.index == gone }.map { ($0, nil) }
            case 6: changes = labels.indices.map { ($0, random.uniform() < 0.1 ? label() : labels[$0]) }
            case 7:                                          // undo
                if let before = history.popLast() { changes = before.enumerated().map { ($0, $1) } }
            default:
                let row = 1 + Int(random.uniform() * Float(features.rows - 1))
                if let known = starts.firstIndex(of: row) { starts.remove(at: known) } else { starts = (starts + [row]).sorted() }
                ridge.regroup(starts: starts)
            }
            if !changes.isEmpty { history.append(labels) }
            for (row, label) in changes { labels[row] = label }
            ridge.set(changes)
            #expect(ridge.labels == labels)
            guard labels.contains(where: { $0 != nil }) else { continue }
            #expect(difference(ridge, try fromNothing(features, labels, starts)) < 1e-4, "seed \(seed), step \(step)")
        }
    }

    @Test("a hundred thousand decisions leave no drift, and a class that grew and shrank no rounding errors")
    func noDrift() throws {
        var random = MadeRandom(7)
        let (features, starts) = made(&random)
        var labels = (0..<features.rows).map { LiveRidge.Label?.some(LiveRidge.Label(index: $0 % 3, weight: 1)) }
        var ridge = try LiveRidge(features: features, labels: labels, starts: starts, classes: 5)
        for _ in 0..<100_000 {
            let row = Int(random.uniform() * Float(features.rows))
            labels[row] = LiveRidge.Label(index: Int(random.uniform() * 4.99), weight: random.uniform() < 0.5 ? 1 : 2)
            ridge.set([(row, labels[row])])
        }
        for row in labels.indices.dropFirst() where labels[row]?.index == labels[0]?.index { labels[row] = nil }
        ridge.set(labels.enumerated().map { ($0, $1) })
        #expect(difference(ridge, try fromNothing(features, labels, starts)) < 1e-5)
    }

    @Test("without any label every class is as probable; with one class it is certain which")
    func hardlyAnyLabels() throws {
        var random = MadeRandom(3)
        let (features, starts) = made(&random)
        var ridge = try LiveRidge(features: features, labels: [LiveRidge.Label?](repeating: nil, count: features.rows), starts: starts, classes: 5)
        #expect(ridge.probabilities(ridge.head(temperature: 1)).values.allSatisfy { abs($0 - 0.2) < 1e-6 })
        ridge.set([(5, LiveRidge.Label(index: 3, weight: 1))])
        let one = ridge.probabilities(ridge.head(temperature: 1))
        #expect((0..<one.rows).allSatisfy { mostLikely(one.row($0)) == 3 })
        ridge.set([(5, nil)])
        #expect(ridge.probabilities(ridge.head(temperature: 1)).values.allSatisfy { abs($0 - 0.2) < 1e-6 })
        #expect(throws: ModelError.self) { try ridge.fit(scenes: [Int](repeating: 0, count: features.rows)) }
    }

    @Test("out of shot it says what a fit from nothing says out of shot")
    func outOfShot() throws {
        var random = MadeRandom(11)
        let (features, starts) = made(&random)
        let labels = (0..<features.rows).map { row in row % 3 == 0 ? nil : LiveRidge.Label(index: row / 9 % 5, weight: 1) }
        var ridge = try LiveRidge(features: features, labels: labels.map { _ in nil }, starts: starts, classes: 5)
        for row in labels.indices { ridge.set([(row, labels[row])]) }
        let scenes = [Int](repeating: 0, count: features.rows)
        let kept = try ridge.fit(scenes: scenes)
        let fresh = try RidgeFit(kept.frames, classes: 5)
        let ours = try #require(kept.scoresWithoutGroup()), expected = try #require(fresh.scoresWithoutGroup())
        #expect(zip(ours.values, expected.values).allSatisfy { abs($0 - $1) < 1e-4 })
    }

    @Test("features that are not finite are refused in one line")
    func notFinite() {
        let features = Matrix(rows: 2, columns: 1, values: [1, .nan])
        let error = #expect(throws: ModelError.self) { try LiveRidge(features: features, labels: [nil, nil], starts: [0], classes: 5) }
        #expect(error?.description.contains("embed") == true)
    }
}
