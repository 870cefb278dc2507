import Frames
import Testing
@testable import Ingest

private let episode = EpisodeCode(season: 1, episode: 1)
private let header = "S3_BASE_URL,ROW_INDEX,FRAME NUMBER,UNSUPERVISED CLASSIFICATION,SUPERVISED CLASSIFICATION,JONNY's RECLASSIFICATION,METADATA\n"

@Suite struct ArrivingSheetTests {
    /// So many rows that they come in several portions; some are faulty, some stand there twice.
    private static let text = header + (0..<1_000).map { index in
        let number = FrameNumber(series: index % 90 == 0 ? "AB" : "TT", episode: episode, timecode: Timecode(index: index % 70 == 69 ? 0 : index))
        return "https://example.com/frames/,\(index),\(number),Common,\(index % 50 == 0 ? "Legendery" : "Rare"),,\"['Emily', \"\"Kitchen\"\"]\"\n"
    }.joined()

    @Test("what is read ahead, portion by portion, is what is read at once")
    func portions() throws {
        let sheet = try ArrivingSheet(csv: Array(Self.text.utf8), name: "a", place: "a", episode: episode)
        var portions: [[SheetRow]] = []
        let problems = sheet.readAhead { portions.append($0) }
        let whole = sheet.sheet
        #expect(portions.count > 3 && portions.flatMap { $0 } == whole.rows && problems == whole.problems)
        #expect(whole.rows.count > 900 && problems.count > 20 && whole.rows.contains { $0.unread == [.supervised: "Legendery"] })
        #expect(sheet.columns == whole.columns && sheet.missing == whole.missing)
    }

    @Test("a sheet that was read before comes whole, and one of cells like one of text")
    func otherKinds() throws {
        let whole = try ArrivingSheet(csv: Array(Self.text.utf8), name: "a", place: "a", episode: episode).sheet
        var rows: [SheetRow] = []
        #expect(ArrivingSheet(whole).readAhead { rows += $0 } == whole.problems && rows == whole.rows)
        var csv = try CSVReader(Array(Self.text.utf8), path: "a"), cells: [[String]] = []
        while let row = try csv.next() { cells.append(row) }
        #expect(try ArrivingSheet(cells: cells, name: "a", place: "a", episode: episode).sheet == whole)
    }

    @Test("who takes no more rows is not waited for")
    func thrown() throws {
        struct Enough: Error {}
        let sheet = try ArrivingSheet(csv: Array(Self.text.utf8), name: "a", place: "a", episode: episode)
        #expect(throws: Enough.self) { try sheet.readAhead { _ in throw Enough() } }
    }

    @Test("quotes are found open by looking at them alone exactly where reading on would", arguments: 0..<40)
    func quotes(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for length in 0..<60 {
            let bytes = (0..<length).map { _ in Array("\"\"\",\n\ra".utf8).randomElement(using: &random) ?? 0 }
            let csv = try CSVReader(bytes, path: "a")
            var reading = csv
            let read = Result<Void, any Error> { while try reading.next() != nil {} }
            let checked = Result<Void, any Error> { try csv.checkQuotes() }
            #expect("\(read)" == "\(checked)", "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
        }
    }
}
