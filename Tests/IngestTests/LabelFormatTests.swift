import Foundation
import Frames
import Testing
@testable import Ingest

@Suite struct LabelFormatTests {
    private let numbers = (0..<5).map { FrameNumber(series: "TT", episode: EpisodeCode(season: 1, episode: 2), timecode: Timecode(index: $0 * 6)) }

    private func labels(_ text: String, _ name: String, format: LabelFormat? = nil) throws -> LabelFile {
        let file = try TextFile(text, name: name)
        return try withExtendedLifetime(file) { try LabelFile.read(path: file.path, format: format) }
    }

    private func predictions(_ text: String, _ name: String) throws -> PredictionFile {
        let file = try TextFile(text, name: name)
        return try withExtendedLifetime(file) { try PredictionFile.read(path: file.path) }
    }

    @Test("what is written for Label Studio is read again: annotations are labels, predictions are none")
    func labelStudio() throws {
        var tasks = zip(numbers, RarityClass.allCases).map {
            LabelStudioTask(image: "https://h/a \"b\"/\($0).jpg", annotations: [(by: "Ann", rarity: $1)], prediction: (model: "ridge-1", rarity: .junk, score: 0.25))
        }
        tasks[4].annotations = []
        for format in [nil, LabelFormat.labelStudio] {
            let read = try labels(LabelStudioFile.text(tasks), "tasks.json", format: format)
            #expect(read.rows.map(\.number) == Array(numbers.prefix(4)))
            #expect(read.rows.map(\.rarity) == Array(RarityClass.allCases.prefix(4)))
            #expect(read.problems.map(\.row) == [5])
        }
        let parsed = try #require(JSONSerialization.jsonObject(with: Data(LabelStudioFile.text(tasks).utf8)) as? [[String: Any]])
        let result = ((parsed[3]["annotations"] as? [[String: Any]])?[0]["result"] as? [[String: Any]])?[0]
        #expect(result?["from_name"] as? String == "class" && result?["to_name"] as? String == "image" && result?["type"] as? String == "choices")
        #expect((result?["value"] as? [String: [String]])?["choices"] == ["Rare"])
    }

    @Test("of several annotations the last that was not cancelled counts; the short form is read too")
    func annotations() throws {
        func annotation(_ word: String, _ cancelled: Bool = false) -> String {
            "{\"was_cancelled\":\(cancelled),\"result\":[{\"type\":\"choices\",\"value\":{\"choices\":[\"\(word)\"]}}]}"
        }
        let text = """
            [{"data":{"image":"\(numbers[0]).jpg"},"annotations":[\(annotation("Rare")),\(annotation("junk")),\(annotation("Common", true))]},
             {"image":"/data/\(numbers[1]).jpg","choice":"trash"}, {"data":{}}, 7,
             {"data":{"image":"\(numbers[2])"},"annotations":[\(annotation("Legendery"))]}]
            """
        let read = try labels(text, "l.json")
        #expect(read.rows.map(\.rarity) == [.junk, .junk])
        #expect(read.problems.map(\.row) == [3, 4, 5])
        #expect(read.problems.last?.action.contains("Legendary") == true)
    }

    @Test("what is written for FiftyOne is read again, with a number, with a confidence, or by name")
    func fiftyOne() throws {
        let given = zip(numbers, RarityClass.allCases).map { (id: $0.description, rarity: $1, confidence: $1 == .rare ? 0.9 : nil) }
        let read = try labels(FiftyOneFile.text(given), "labels.json", format: .fiftyOne)
        #expect(read.rows.map(\.number) == numbers && read.rows.map(\.rarity) == RarityClass.allCases && read.problems.isEmpty)
        let other = """
            {"classes": ["Rare", "Junk"], "labels": {"\(numbers[0])": 1, "\(numbers[1])": {"label": 0}, "\(numbers[2])": 7, "\(numbers[3])": null, "x": 0}}
            """
        let second = try labels(other, "labels.json", format: .fiftyOne)
        #expect(second.rows.map(\.rarity) == [.junk, .rare])
        #expect(second.problems.count == 2)
        let named = "{\"classes\": null, \"labels\": {\"\(numbers[0])\": \"Legendary\"}}"
        #expect(try labels(named, "l.json", format: .fiftyOne).rows.map(\.rarity) == [.legendary])
    }

    @Test("a file of another form is one clear line", arguments: [
        (LabelFormat.labelStudio, "{}"), (.labelStudio, "[{"), (.fiftyOne, "[]"), (.fiftyOne, "{\"classes\": []}"), (.fiftyOne, ""),
    ])
    func broken(format: LabelFormat, text: String) throws {
        let error = #expect(throws: IngestError.self) { try labels(text, "x.json", format: format) }
        #expect(error?.description.contains("x.json") == true && error?.description.contains("\n") == false)
    }

    @Test("predictions are read by name or number, in the order of price, and what is unusable is reported by row")
    func predictionColumns() throws {
        let text = "scene,p_Rare,p_Junk,label,p_Common,p_Uncommon,p_Legendary,label2\n"
            + "a,.1,.5,trash,.2,.1,.1,Common\n" + "a,.1,.5,,.2,.1,.1,\n" + "b,x,.5,Rare,.2,.1,.1,\n" + "b,.1,.5,4,.2,.1,.1,?\n" + "b,.9,.9,Rare,0,0,0,\n"
        let read = try predictions(text, "p.csv")
        #expect(read.classes == RarityClass.allCases.map(\.name) && read.hasScenes && read.hasSecondLabels)
        #expect(read.rows.map(\.row) == [0, 3] && read.rows.map(\.label) == [0, 4] && read.rows.map(\.label2) == [1, nil])
        #expect(read.rows[0].probabilities == [0.5, 0.2, 0.1, 0.1, 0.1] && read.rows[0].scene == "a")
        #expect(read.problems.map(\.row) == [3, 4, 6])
        let numbered = try predictions("label,p1,p0\n0,.25,.75\n", "n.csv")
        #expect(numbered.classes == ["0", "1"] && numbered.rows[0].probabilities == [0.75, 0.25])
        #expect(throws: IngestError.self) { try predictions("label,scene\n", "q.csv") }
    }
}
