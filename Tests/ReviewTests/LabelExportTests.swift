import Foundation
import Frames
import Ingest
import Testing
@testable import Review

@Suite struct LabelExportTests {
    private func fixture() throws -> StoreFixture {
        let fixture = try StoreFixture()
        try fixture.decide(.label(.rare), [1], by: "Ann \"the\", eye")
        try fixture.decide(.label(.junk), [2], by: "Ann")
        try fixture.decide(.label(.common), [2], by: "Bob")
        try fixture.decide(.label(.legendary), [3], by: "JONNY")
        return fixture
    }

    @Test("every label in effect has its source, reviewer and time; contested ones say so")
    func provenance() throws {
        let labels = try fixture().store.exportedLabels(StoreFixture.code())
        #expect(labels.map(\.rarity) == [.rare, .rare, .common, .legendary, .uncommon, .common])
        #expect(labels.map(\.source) == [.jonny, .reviewer, .reviewer, .jonny, .supervised, .unsupervised])
        #expect(labels.map(\.reviewer) == [nil, "Ann \"the\", eye", "Bob", "JONNY", nil, nil])
        #expect(labels.map { $0.time != nil } == [false, true, true, true, false, false])
        #expect(labels.map(\.contested) == [false, false, true, false, false, false])
        #expect(try fixture().store.exportedLabels(StoreFixture.code(), humanOnly: true).count == 5)
    }

    @Test("CSV and JSON lines have the same cells, also with quotes in a name")
    func forms() throws {
        let labels = try fixture().store.exportedLabels(StoreFixture.code())
        let csv = LabelExport.text(labels, .csv, model: nil).split(separator: "\n")
        #expect(csv.count == 7 && csv[2].contains("\"Ann \"\"the\"\", eye\""))
        let lines = LabelExport.text(labels, .jl, model: nil).split(separator: "\n")
        for (line, label) in zip(lines, labels) {
            let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            #expect(Set(object.keys) == Set(LabelExport.columns))
            #expect(object["class"] as? String == label.rarity.name && object["reviewer"] as? String == label.reviewer)
            #expect(object["contested"] as? Bool == label.contested)
        }
    }

    @Test("what is exported for another tool comes back as the same labels", arguments: LabelFormat.allCases)
    func roundTrip(format: LabelFormat) throws {
        let fixture = try fixture()
        let labels = try fixture.store.exportedLabels(StoreFixture.code(), humanOnly: true)
        let path = fixture.folder.file("labels.txt")
        try LabelExport.text(labels, format, model: "m").write(toFile: path, atomically: true, encoding: .utf8)
        let read = try LabelFile.read(path: path, format: format)
        #expect(read.problems.isEmpty)
        #expect(Dictionary(uniqueKeysWithValues: read.rows.map { ($0.number, $0.rarity) }) == Dictionary(uniqueKeysWithValues: labels.map { ($0.number, $0.rarity) }))
    }
}
