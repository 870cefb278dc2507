import Foundation
import Frames
import Model
import Testing
@testable import Review

@Suite struct ReportTests {
    private func evaluation() -> ErrorEvaluation {
        let table = LabelledProbabilities(classes: 5, labels: [0, 1, 2, 3, 4], values: (0..<5).flatMap { i in (0..<5).map { $0 == i ? 0.6 : 0.1 } })
        return ErrorEvaluation(table, classes: RarityClass.allCases.map(\.name), scenes: [0, 0, 1, 1, 2], prices: ClassPrices.standard.values)
    }

    @Test("text from outside stays text")
    func hostile() {
        let html = ReportPage.html(ReportContent(evaluation(), title: "<script>alert(1)</script>\" onload=\"x"))
        #expect(!html.contains("<script") && !html.contains("\" onload"))
        #expect(html.contains("&lt;script&gt;"))
    }

    @Test("a report of a project has models, shares and pictures inside, and names no address to fetch")
    func project() throws {
        let made = try PictureFixture(shots: 8) { shot, frame in shot == 5 && frame == 2 ? .legendary : shot % 2 == 0 ? .common : .uncommon }
        let (one, _) = try EvaluateErrors.run(made.store, context: StageContext())
        let content = try ReportContent(made.store, one, context: StageContext())
        #expect(content.rounds.count == 1 && content.episodes.count == 1)
        #expect(content.disagreements.first?.label == .legendary && content.disagreements.first?.jpeg.isEmpty == false)
        let card = ModelCard.markdown(try #require(try made.store.currentModel()))
        #expect(card.hasPrefix("# ridge-0001\n") && card.contains("| whole shots |") && card.contains("40 frames in 8 shots"))
        let html = ReportPage.html(content)
        for part in ["id=\"confusion\"", "id=\"reliability\"", "id=\"rounds\"", "id=\"episodes\"", "data:image/jpeg;base64,", "prefers-color-scheme"] {
            #expect(html.contains(part), "\(part)")
        }
        #expect(!html.contains("http:") && !html.contains("https:") && !html.contains("url(") && !html.contains("NaN") && !html.contains("nan"))
    }
}
