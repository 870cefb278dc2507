import Frames
import Model
import Testing
@testable import Review

/// Frames in memory: shots of four, with what each frame is.
struct MadeHand {
    static let shotLength = 4

    /// - Parameter frames: label, source, prediction and its probability, reviewed.
    static func make(_ frames: [(label: RarityClass?, source: LabelSource?, predicted: RarityClass?, p: Float)]) -> FramesAtHand {
        let records = frames.enumerated().map { index, frame in
            var prediction: Prediction?
            if let predicted = frame.predicted {
                var values = [Float](repeating: (1 - frame.p) / 4, count: 5)
                values[predicted.rawValue] = frame.p
                prediction = Prediction(probabilities: values)
            }
            return FrameRecord(id: FrameID(index + 100), number: StoreFixture.number(index), position: index,
                               state: FrameState(label: frame.label, source: frame.source), prediction: prediction)
        }
        let shots = stride(from: 0, to: records.count, by: shotLength).enumerated().map { index, first in
            Shot(index: index, first: first, last: min(records.count, first + shotLength) - 1, scene: index / 2)
        }
        return FramesAtHand(episode: StoreFixture.code(), frames: records, shots: shots)
    }

    /// Twelve shots with all that a queue looks for.
    static func rich() -> FramesAtHand {
        var hand = make((0..<48).map { index in
            let shot = index / shotLength
            let label = RarityClass(rawValue: shot % 5) ?? .junk
            return (shot < 6 ? label : nil, shot < 6 ? .supervised : nil, RarityClass(rawValue: (shot + 1) % 5) ?? .junk, 0.3 + Float(shot) * 0.05)
        })
        hand.suspicions = hand.frames.map { $0.state.label == nil ? nil : Suspicion(score: Float($0.position) / 48, signal: "out of shot", predicted: .rare) }
        hand.contentRanks = hand.frames.map { Float($0.position) / 48 + 0.9 }
        hand.shotFeatures = Matrix(rows: 12, columns: 3, values: (0..<12).flatMap { shot in (0..<3).map { $0 == shot % 3 ? Float(1) : 0.1 } })
        var states: [FrameID: FrameState] = [:]
        for position in [1, 9, 30] {
            var state = hand.frames[position].state
            (state.contested, state.flagged, state.unsure) = (position == 1, position == 9, position == 30)
            states[hand.frames[position].id] = state
        }
        hand.take(states)
        return hand
    }
}

@Suite struct QueueTests {
    @Test("a queue shows only frames that the filter lets through, none of the audit but in its own, none at which another reviewer is",
          arguments: QueueName.allCases)
    func filtered(name: QueueName) {
        var hand = MadeHand.rich()
        hand.audit = [2, 3, 11, 25, 26]
        hand.leasedShots = [4]
        let all = hand.queue(name, limit: 100)
        let even = hand.queue(name, limit: 100) { $0.position % 2 == 0 }
        #expect(!all.items.isEmpty && all.left == all.items.count)
        for item in all.items {
            #expect(item.positions.allSatisfy { hand.audit.contains($0) == (name == .audit) }, "\(item)")
            #expect(!item.positions.contains { hand.shotIndex(at: $0) == 4 })
            #expect(item.frames == item.positions.map { hand.frames[$0].id } && !item.why.isEmpty)
            #expect(Set(item.positions.map { hand.shotIndex(at: $0) }) == [item.shot])
        }
        #expect(Set(even.items.flatMap(\.positions)) == Set(all.items.flatMap(\.positions).filter { $0 % 2 == 0 }))
        // The head is the same, however much of it is asked for, but where a sheet keeps look-alikes apart.
        #expect(hand.queue(name, limit: 1).items.first == all.items.first)
        #expect(hand.queue(name, limit: 0).items == [])
    }

    @Test("what was decided leaves the queues of open work", arguments: QueueName.allCases.filter { ![.contested, .flagged].contains($0) })
    func decidedLeaves(name: QueueName) {
        var hand = MadeHand.rich()
        hand.audit = [5, 6]
        for _ in 0..<100 {
            guard let item = hand.queue(name).items.first else { break }
            var state = FrameState(label: .rare, source: .reviewer)
            state.reviewed = true
            hand.take(Dictionary(uniqueKeysWithValues: item.frames.map { ($0, state) }))
        }
        #expect(hand.queue(name).left == 0)
    }

    @Test("frames that an expert decided are closed to others and open to experts")
    func experts() {
        var hand = MadeHand.make([(.rare, .jonny, .common, 0.9)])
        #expect(hand.queue(.disagreements).items == [])
        hand.isExpert = true
        #expect(hand.queue(.disagreements).items.count == 1)
        #expect(Array(QueueName.pass(isExpert: true).prefix(2)) == [.contested, .highPrice])
    }

    @Test("suspects come most suspect first, a group of one label at a time")
    func suspects() {
        var hand = MadeHand.make([(.rare, .supervised, .common, 0.5), (.common, .supervised, .common, 0.5), (.common, .supervised, .common, 0.5), (.common, .supervised, .common, 0.5),
                                  (.junk, .supervised, .common, 0.5)])
        hand.suspicions = [0.9, 0.1, 0.2, 0.3, 0.5].map { Suspicion(score: $0, signal: "neighbours", predicted: .common) }
        #expect(hand.queue(.suspects, limit: 9).items.map(\.positions) == [[0], [4], [1, 2, 3]])
        #expect(hand.queue(.suspectShots, limit: 9).items.map(\.positions) == [[4], [0, 1, 2, 3]])
        #expect(hand.queue(.suspects).items.first?.why == "shot 1, 1 frame: labelled Rare, neighbours speaks for Common")
    }

    @Test("the queue by price asks about Rare and Legendary both ways, the dearest mistake first")
    func price() {
        var hand = MadeHand.make([(.common, .supervised, .legendary, 0.9), (.legendary, .supervised, .common, 0.9), (.common, .supervised, .uncommon, 0.9),
                                  (.rare, .supervised, .rare, 0.9), (.uncommon, .supervised, .rare, 0.9)])
        hand.prices = [1, 5, 25, 125, 625]
        let items = hand.queue(.highPrice, limit: 9).items
        #expect(Set(items.map(\.positions)) == [[0], [1], [4]])
        #expect(items.last?.positions == [4])
    }

    @Test("uncertain is the smallest margin among frames without a label")
    func uncertain() {
        let hand = MadeHand.make([0.9, 0.4, 0.6].flatMap { p in (0..<4).map { _ in (nil, nil, .common, Float(p)) } } + [(.rare, .supervised, .common, 0.3)])
        #expect(hand.queue(.uncertain, limit: 9).items.compactMap(\.shot) == [1, 2, 0])
    }

    @Test("a new episode begins with a shot for each kind, and a sheet keeps look-alikes apart")
    func newEpisode() {
        var hand = MadeHand.make((0..<80).map { _ in (nil, nil, .common, 0.6) })
        // Twenty shots of two kinds; the last one is like no other.
        let kinds = (0..<20).map { $0 == 19 ? 2 : $0 % 2 }
        hand.shotFeatures = Matrix(rows: 20, columns: 3, values: kinds.flatMap { kind in (0..<3).map { $0 == kind ? Float(1) : 0 } })
        let first = hand.queue(.newEpisode, limit: 4).items.compactMap(\.shot)
        #expect(Set(first.prefix(3).map { kinds[$0] }) == [0, 1, 2])
        #expect(hand.queue(.newEpisode).items.first?.why.contains("look like it") == true)
        // Once each kind is known, no sheet begins with two of a kind.
        var state = FrameState(label: .common, source: .reviewer)
        state.reviewed = true
        for shot in first { hand.take(Dictionary(uniqueKeysWithValues: (hand.shots[shot].first...hand.shots[shot].last).map { (hand.frames[$0].id, state) })) }
        let next = hand.queue(.newEpisode, limit: 2).items.compactMap(\.shot)
        #expect(next.count == 2 && kinds[next[0]] != kinds[next[1]])
    }

    @Test("without predictions and features a new episode is still shown, shot by shot")
    func newEpisodeBare() {
        let hand = MadeHand.make((0..<12).map { _ in (nil, nil, nil, 0) })
        #expect(hand.queue(.newEpisode, limit: 9).items.count == 3)
        #expect(hand.queue(.newEpisode).items.first?.suggested == nil)
    }

    @Test("a split is suggested where the frames' own predictions change for good, and not for an odd frame", arguments: [
        ("aaabbb", [3]), ("aaaaaa", []), ("aabaaa", []), ("aaabbbaaa", [3, 6]), ("ab", []), ("aabb", [2]), ("abbbbb", []),
    ])
    func splits(text: String, expected: [Int]) {
        var hand = MadeHand.make(text.map { _ in (nil, nil, .common, 0.5) })
        hand = FramesAtHand(episode: hand.episode, frames: hand.frames, shots: [Shot(index: 0, first: 0, last: text.count - 1, scene: 0)])
        hand.singleProbabilities = text.flatMap { $0 == "a" ? [0.03, 0.9, 0.03, 0.02, 0.02] as [Float] : [0.03, 0.02, 0.03, 0.9, 0.02] }
        #expect(hand.queue(.uncertain).items.first?.split == expected)
    }

    @Test("a frame at the end of a shot that looks like the next shot is left out of the key for the shot, and is no item of its own")
    func unsureEdges() throws {
        let shots = [Shot(index: 0, first: 0, last: 5, scene: 0), Shot(index: 1, first: 6, last: 11, scene: 0)]
        // Frame 5 looks like the second shot.
        let features = Matrix(rows: 12, columns: 2, values: (0..<12).flatMap { $0 < 5 ? [1, Float($0) * 0.01] : [Float($0) * 0.01, 1] })
        #expect(UnsureEdges.find(features, Array(0..<12), shots) == [5])
        let made = MadeHand.make((0..<12).map { _ in (nil, nil, .common, 0.6) })
        var hand = FramesAtHand(episode: made.episode, frames: made.frames, shots: shots)
        hand.unsureEdges = [5]
        let item = try #require(hand.queue(.uncertain, limit: 9).items.first { $0.shot == 0 })
        #expect(item.unsure == [5])
        let decided = item.decided(queue: .uncertain) { _ in Decision.Shown(label: .junk) }
        #expect(decided.map(\.frame) == Array(item.frames.prefix(5)))
        #expect(decided.map(\.propagated) == [false, true, true, true, true] && decided.allSatisfy { $0.shown.queue == .uncertain && $0.shown.label == .junk })
        var state = FrameState(label: .common, source: .reviewer)
        state.reviewed = true
        hand.take(Dictionary(uniqueKeysWithValues: decided.map { ($0.frame, state) }))
        #expect(hand.queue(.uncertain, limit: 9).items.compactMap(\.shot) == [1])
        #expect(hand.queue(.inOrder, limit: 9).items.map(\.positions).first == [5])
    }

    @Test("the audit is shown blind, in the order of the draw, a frame at a time")
    func audit() {
        var hand = MadeHand.rich()
        hand.audit = [30, 2, 17]
        let items = hand.queue(.audit, limit: 9).items
        #expect(items.map(\.positions) == [[30], [2], [17]] && items.allSatisfy { $0.suggested == nil } && QueueName.audit.isBlind)
    }

    @Test("the medoids cover the frames: each cluster's is the one most like the others, long shots first")
    func clusters() {
        let features = Matrix(rows: 6, columns: 2, values: [1, 0, 0.9, 0.1, 1, 0.1, 0, 1, 0.1, 1, 0, 0])
        let clusters = ShotClusters(features, weights: [1, 1, 1, 9, 9, 1])
        #expect(clusters.medoids.count == 4 && [3, 4].contains(clusters.medoids[0]) && [0, 1, 2].contains(clusters.medoids[1]))
        #expect(clusters.clusterOf[3] == 0 || clusters.clusterOf[4] == 0)
        #expect(clusters.clusterOf.allSatisfy { (0..<4).contains($0) })
    }
}
