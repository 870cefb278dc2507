import Foundation
import Frames
import Model
import Testing
@testable import Review

@Suite("Other heads than the ridge")
struct HeadKindsTests {
    /// Labels on the first four shots of six; two places by turns.
    private func fixture() throws -> PictureFixture {
        try PictureFixture(subjects: { $0 % 2 == 0 ? ["Castle"] : ["Garden", "Emily"] }) { shot, _ in shot < 4 ? (shot % 2 == 0 ? .common : .uncommon) : nil }
    }

    /// The same on every processor.
    private static let trunk = TrunkName(precision: .float32)
    private let logistic = TrainSettings(head: .logistic, trunk: trunk)

    @Test("a logistic head is trained, validated, kept and current; labels teach it nothing, and it starts from its last state")
    func train() throws {
        let made = try fixture()
        let report = try TrainModel.run(made.store, settings: logistic, context: StageContext())
        #expect(report.model == "logistic-0001" && report.predicted == 30 && report.figures.validation.shots?.right == 1)
        let before = try made.records().map(\.prediction)
        #expect(before.map { $0?.rarity } == (0..<30).map { $0 / 5 % 2 == 0 ? .common : .uncommon })
        #expect(try LiveHead(made.store, context: StageContext()) == nil)
        let items = try made.records()[20..<25].map { Decision.Item(frame: $0.id) }
        _ = try made.store.decide(Decision(.label(.legendary), items: items, reviewer: "Ann"))
        #expect(try PredictFrames.run(made.store, context: StageContext()).model == "logistic-0001")
        for (old, new) in zip(before, try made.records().map(\.prediction)) { #expect(close(old, new)) }
        let kept = try #require(try made.store.lastHead(kind: "logistic", Self.trunk))
        let start = try #require(kept.logisticStart(on: kept.basis))
        #expect(start.curvature != nil)
        #expect(try TrainModel.run(made.store, settings: logistic, context: StageContext()).model == "logistic-0002")
        #expect(try #require(made.records()[22].prediction).probabilities[4] > 0.2)
    }

    @Test("after a logistic head the next ridge learns live again")
    func back() throws {
        let made = try fixture()
        _ = try TrainModel.run(made.store, settings: logistic, context: StageContext())
        #expect(try TrainModel.run(made.store, context: StageContext()).model == "ridge-0002")
        #expect(try LiveHead(made.store, context: StageContext()) != nil)
        try made.store.useModel(name: "logistic-0001")
        #expect(try LiveHead(made.store, context: StageContext()) == nil)
        // Look-alikes need no live head.
        #expect(try SimilarFrames(made.store, context: StageContext()) != nil)
    }

    @Test("carried to another basis, a logistic start scores frames as it did")
    func carried() throws {
        let made = try fixture()
        _ = try TrainModel.run(made.store, settings: logistic, context: StageContext())
        let kept = try #require(try made.store.lastHead(kind: "logistic", Self.trunk))
        let embeddings = try FrameFeatures(made.store, trunk: Self.trunk).sample(check: {})
        // Learned from half of the frames.
        let other = try FeatureBasis(embeddings: embeddings.selecting(rows: Array(0..<20)))
        let start = try #require(kept.logisticStart(on: other))
        #expect(other != kept.basis && start.curvature == nil)
        let moved = LinearHead(weights: start.weights, bias: start.bias).scores(other.features(embeddings))
        let scores = kept.head.scores(kept.basis.features(embeddings))
        // What varies outside of the new basis is lost; the frames it was learned from are scored the same.
        for row in 0..<20 { for c in 1..<3 { #expect(abs(moved[row, c] - 6 * scores[row, c]) < 0.05) } }
    }

    @Test("exported and imported, a model predicts the same, becomes current on demand, and stays as it is",
          arguments: [("ridge", PortableModel.Format.onnx), ("logistic", .safetensors), ("ridge", .safetensors)])
    func portable(head: String, format: PortableModel.Format) throws {
        let made = try fixture()
        let settings = TrainSettings(head: try #require(TrainSettings.Head(rawValue: head)), trunk: Self.trunk)
        let name = try TrainModel.run(made.store, settings: settings, context: StageContext()).model
        let before = try made.records().map(\.prediction)
        let file = made.folder.file("out.\(format.rawValue)")
        let report = try ExportModel.run(made.store, name: nil, format: format, to: file)
        #expect(report.model == name && report.card == made.folder.file("out.md") && report.note == nil)
        let card = try String(contentsOfFile: report.card, encoding: .utf8)
        #expect(card.contains("How to use out.\(format.rawValue)") && card.contains("| Castle |"))
        let imported = try ImportModel.run(made.store, path: file, context: StageContext())
        #expect(imported.model == "imported-0002" && imported.origin == name && imported.predicted == 30)
        #expect(try made.store.currentModel()?.name == name)
        try made.store.useModel(name: imported.model)
        for (old, new) in zip(before, try made.records().map(\.prediction)) { #expect(close(old, new)) }
        _ = try made.store.decide(Decision(.label(.legendary), items: [Decision.Item(frame: made.records()[0].id)], reviewer: "Ann"))
        _ = try PredictFrames.run(made.store, context: StageContext())
        for (old, new) in zip(before, try made.records().map(\.prediction)) { #expect(close(old, new)) }
        #expect(try #require(ModelFigures(made.store.keptModel(named: nil))).labels == [0, 10, 10, 0, 0])
    }

    @Test("an int8 model's file computes in float32: the card and the report say so, and by how much it matters")
    func exportedInt8() throws {
        let made = try fixture()
        _ = try TrainModel.run(made.store, settings: TrainSettings(trunk: TrunkName(precision: .int8)), context: StageContext())
        let report = try ExportModel.run(made.store, name: nil, format: .onnx, to: made.folder.file("out.onnx"))
        let note = try #require(report.note)
        #expect(note.contains("int8") && note.contains("over 30 frames") && note.contains("0 have another likeliest class"))
        #expect(try String(contentsOfFile: report.card, encoding: .utf8).contains(note))
    }

    @Test("frames that come with a later import get predictions of the current model, whatever its kind", arguments: TrainSettings.Head.allCases)
    func newFrames(head: TrainSettings.Head) throws {
        let made = try fixture()
        _ = try TrainModel.run(made.store, settings: TrainSettings(head: head, trunk: Self.trunk), context: StageContext())
        let before = try made.records().map(\.prediction)
        try made.grow(to: 8) { shot, _ in shot < 4 ? (shot % 2 == 0 ? .common : .uncommon) : nil }
        #expect(try made.records().count == 40 && made.records()[30...].allSatisfy { $0.prediction == nil })
        let (model, problems) = try PredictFrames.run(made.store, context: StageContext())
        #expect(model == "\(head.rawValue)-0001" && problems == [])
        #expect(try made.records()[30...].allSatisfy { $0.prediction != nil })
        #expect(try made.store.shots(PictureFixture.code).count == 8)
        for (old, new) in zip(before, try made.records().map(\.prediction)) { #expect(close(old, new)) }
    }

    @Test("a file that is cut, or is none, adds no model and says where in one line")
    func cut() throws {
        let made = try fixture()
        _ = try TrainModel.run(made.store, context: StageContext())
        let file = made.folder.file("cut.onnx")
        _ = try ExportModel.run(made.store, name: nil, format: .onnx, to: file)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        try bytes.prefix(bytes.count / 3).write(to: URL(fileURLWithPath: file))
        for path in [file, made.folder.file("nothing.onnx"), made.folder.path] {
            let error = #expect(throws: ModelError.self) { try ImportModel.run(made.store, path: path, context: StageContext()) }
            #expect(error?.description.contains("\n") == false)
        }
        #expect(try made.store.models().count == 1)
    }

    @Test("subjects are seen in frames that nobody described, and kept with the model")
    func subjects() throws {
        let made = try fixture()
        let report = try TrainModel.run(made.store, context: StageContext())
        let figures = try #require(report.figures.subjects)
        #expect(figures.map(\.name) == ["Castle", "Emily", "Garden"])
        #expect(figures.allSatisfy { $0.shots == 3 && ($0.apShots ?? 0) > 0.9 })
        let seen = try #require(try PredictedSubjects(made.store, PictureFixture.code))
        for (index, record) in try made.records().enumerated() {
            let names = seen.sights[record.id]?.map(\.subject).sorted()
            #expect(names == (index / 5 % 2 == 0 ? ["Castle"] : ["Emily", "Garden"]))
        }
    }

    @Test("without METADATA no subjects are learned, and nothing is seen")
    func noSubjects() throws {
        let made = try PictureFixture { shot, _ in shot % 2 == 0 ? .common : .uncommon }
        #expect(try TrainModel.run(made.store, context: StageContext()).figures.subjects == nil)
        #expect(try PredictedSubjects(made.store, PictureFixture.code) == nil)
    }

    @Test("an explanation adds up to the score above an average picture's, for the kept head and for the live one")
    func explanation() throws {
        let made = try fixture()
        #expect(try FrameExplainer(made.store) == nil)
        _ = try TrainModel.run(made.store, context: StageContext())
        let explainer = try #require(try FrameExplainer(made.store)), live = try #require(try LiveHead(made.store, context: StageContext()))
        let image = try JPEG.decode(path: made.image(7))
        let found = explainer.explain(image, as: .uncommon)
        #expect(found.height == 6 && found.width == 10 && found.values.count == 60)
        let kept = try #require(try KeptHead(current: made.store))
        let embedding = try Trunk(kept.trunk).embed([image], threads: 1)[0]
        let score = kept.file.head.scores(kept.file.basis.features(Matrix(rows: 1, columns: 1280, values: embedding)))[0, 2]
        #expect(abs(found.score - (score - kept.file.head.bias[2])) < 1e-3)
        #expect(found.alone.rarity == .uncommon && explainer.explain(image).rarity == .uncommon)
        let items = try made.records()[5..<10].map { Decision.Item(frame: $0.id) }
        let outcome = try made.store.decide(Decision(.label(.legendary), items: items, reviewer: "Ann"))
        let after = explainer.explain(image, as: .legendary, live: live.apply(outcome.changed))
        #expect(after.score > explainer.explain(image, as: .legendary).score + 0.1)
    }

    @Test("nearest labelled frames are of other shots and have a person's class")
    func nearest() throws {
        let made = try fixture()
        _ = try TrainModel.run(made.store, context: StageContext())
        let live = try #require(try LiveHead(made.store, context: StageContext()))
        let found = try live.nearestLabelled(to: made.records()[21].id, count: 3, in: SimilarFrames(live))
        // Shot 4 shows the place of shots 0 and 2; shots 4 and 5 have no labels.
        #expect(found.count == 3 && Set(found.prefix(2).map { $0.similar.position / 5 }) == [0, 2])
        #expect(found.prefix(2).allSatisfy { $0.rarity == .common } && found[2].rarity == .uncommon)
    }

    private func close(_ a: Prediction?, _ b: Prediction?) -> Bool {
        guard let a, let b else { return false }
        return zip(a.probabilities, b.probabilities).allSatisfy { abs($0 - $1) < 1e-4 }
    }
}
