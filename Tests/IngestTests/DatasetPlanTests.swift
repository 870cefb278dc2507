import Frames
import Testing
@testable import Ingest

@Suite struct DatasetPlanTests {
    private static let folders = ["Common/", "Junk/", "Rare/", "train/Rare/"]
    private func mark(_ content: Int) -> ObjectMark { ObjectMark(size: 10 + content, etag: "\(content)") }

    /// A data set after whatever has happened to it: recorded, lost, replaced, strange and wanted objects.
    private struct World {
        var wanted: [WantedObject] = [], placed: [PlacedObject] = [], present: [PresentObject] = []
    }

    private func world(_ random: inout SeededGenerator) -> World {
        var world = World()
        for name in (0..<Int.random(in: 0...12, using: &random)).map({ "f\($0).jpg" }) {
            let content = Int.random(in: 0...1, using: &random)
            for folder in Self.folders {
                let key = DatasetKey(folder: folder, name: name)
                if Int.random(in: 0..<3, using: &random) == 0 {
                    world.wanted.append(WantedObject(key: key, source: "/a/", mark: Bool.random(using: &random) ? mark(content) : nil))
                }
                let earlier = Int.random(in: 0...1, using: &random)
                switch Int.random(in: 0..<8, using: &random) {
                case 0, 1, 2:
                    world.placed.append(PlacedObject(key: key, source: "/a/", sourceMark: mark(earlier), mark: mark(earlier)))
                    world.present.append(PresentObject(key: key, mark: mark(earlier)))
                case 3: world.placed.append(PlacedObject(key: key, source: "/a/", sourceMark: mark(earlier), mark: mark(earlier)))
                case 4:
                    world.placed.append(PlacedObject(key: key, source: "/a/", sourceMark: mark(earlier), mark: mark(earlier)))
                    world.present.append(PresentObject(key: key, mark: mark(7)))
                case 5: world.present.append(PresentObject(key: key, mark: mark(earlier)))
                default: break
                }
            }
        }
        return world
    }

    @Test("after the steps of a plan the data set is as wanted, and what is not Rarity's was not touched")
    func reaches() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<3_000 {
            let world = world(&random)
            let plan = DatasetPlan(wanted: world.wanted.shuffled(using: &random), placed: world.placed, present: world.present.shuffled(using: &random))
            let before = Dictionary(uniqueKeysWithValues: world.present.map { ($0.key, $0.mark) })
            let records = Dictionary(uniqueKeysWithValues: world.placed.map { ($0.key, $0) })
            let wants = Dictionary(uniqueKeysWithValues: world.wanted.map { ($0.key, $0) })
            var after = before
            for step in plan.steps {
                switch step {
                case .copy(let object, let replaces):
                    #expect((after[object.key] != nil) == replaces)
                    after[object.key] = object.mark ?? mark(99)
                case .move(let from, let to, let replaces):
                    #expect((after[to.key] != nil) == replaces)
                    #expect(wants[from.key] == nil)
                    after[to.key] = after.removeValue(forKey: from.key)
                case .delete(let key):
                    #expect(before[key] == records[key]?.mark, "only what Rarity put there is deleted")
                    after[key] = nil
                }
            }
            for (key, want) in wants where !plan.blocked.contains(key) {
                #expect(after[key] != nil)
                if let mark = want.mark { #expect(after[key] == mark) }
            }
            for (key, mark) in before where records[key] == nil { #expect(after[key] == mark, "a strange object changed") }
            for (key, record) in records where wants[key] == nil && before[key] == record.mark { #expect(after[key] == nil) }
            #expect(plan.unchanged + plan.blocked.count + plan.copies.count + plan.moves.count == wants.count)
        }
    }

    @Test("no plan has fewer steps: every image is moved as often as it is missing and too many, copied or deleted for the rest")
    func fewest() {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<2_000 {
            // Before and after of a data set of our own.
            var placed: [PlacedObject] = [], wanted: [WantedObject] = []
            for name in 0..<6 {
                for folder in Self.folders {
                    let key = DatasetKey(folder: folder, name: "\(name).jpg")
                    if Int.random(in: 0..<3, using: &random) == 0 {
                        let content = mark(Int.random(in: 0...1, using: &random))
                        placed.append(PlacedObject(key: key, source: "/a/", sourceMark: content, mark: content))
                    }
                    if Int.random(in: 0..<3, using: &random) == 0 {
                        wanted.append(WantedObject(key: key, source: "/a/", mark: mark(Int.random(in: 0...1, using: &random))))
                    }
                }
            }
            let plan = DatasetPlan(wanted: wanted, placed: placed, present: placed.map { PresentObject(key: $0.key, mark: $0.mark) })
            #expect(plan.steps.count == Self.fewestSteps(placed, wanted))
            #expect(plan.blocked.isEmpty && plan.lost.isEmpty && plan.foreign == 0)
        }
    }

    /// A write for every key that is not right, a delete for every key too many, less one for each pair that a move can join.
    private static func fewestSteps(_ placed: [PlacedObject], _ wanted: [WantedObject]) -> Int {
        let there = Dictionary(uniqueKeysWithValues: placed.map { ($0.key, $0.mark) })
        let goal = Dictionary(uniqueKeysWithValues: wanted.map { ($0.key, $0.mark) })
        var missing: [String: Int] = [:], extra: [String: Int] = [:]
        for (key, mark) in goal where there[key] != mark { missing["\(key.name) \(mark?.size ?? 0)", default: 0] += 1 }
        for (key, mark) in there where goal[key] == nil { extra["\(key.name) \(mark.size)", default: 0] += 1 }
        return Set(missing.keys).union(extra.keys).reduce(0) { $0 + max(missing[$1] ?? 0, extra[$1] ?? 0) }
    }

    @Test("changed labels are moves and nothing else, and a second plan is empty")
    func moves() {
        let placed = (0..<500).map { i in
            PlacedObject(key: DatasetKey(folder: i % 2 == 0 ? "Common/" : "Rare/", name: "\(1000 + i).jpg"), source: "s3://b/f/", sourceMark: mark(i), mark: mark(i))
        }
        let present = placed.map { PresentObject(key: $0.key, mark: $0.mark) }
        func wanted(_ changed: Int) -> [WantedObject] {
            placed.enumerated().map { i, one in
                WantedObject(key: i < changed ? DatasetKey(folder: "Legendary/", name: one.key.name) : one.key, source: one.source, mark: one.sourceMark)
            }
        }
        let plan = DatasetPlan(wanted: wanted(300), placed: placed, present: present)
        #expect((plan.copies.count, plan.moves.count, plan.deletes.count, plan.unchanged) == (0, 300, 0, 200))
        #expect(DatasetPlan(wanted: wanted(0), placed: placed, present: present).isEmpty)
    }

    @Test("an ETag of MD5 is kept as it is, others are told apart too, and a mark survives 24 bytes")
    func marks() {
        let one = ObjectMark(size: 3, etag: "0123456789abcdeffedcba9876543210")
        #expect((one.high, one.low) == (0x0123_4567_89AB_CDEF, 0xFEDC_BA98_7654_3210))
        #expect(ObjectMark(size: 3, etag: "0123456789ABCDEFFEDCBA9876543210") == one)
        #expect(ObjectMark(size: 3, etag: "0123456789abcdeffedcba9876543210-2") != ObjectMark(size: 3, etag: "0123456789abcdeffedcba9876543210-3"))
        #expect(ObjectMark(size: 3, etag: "a") != ObjectMark(size: 3, etag: "b"))
        #expect(ObjectMark(data: one.data) == one)
        #expect(ObjectMark(data: one.data.dropLast()) == nil)
    }
}
