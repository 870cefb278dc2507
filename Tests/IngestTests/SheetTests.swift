import Frames
import Testing
@testable import Ingest

private let base = "https://s3.us-west-2.amazonaws.com/media/s01e01/thumbnails/"
private let header = "S3_BASE_URL,ROW_INDEX,FRAME NUMBER,UNSUPERVISED CLASSIFICATION,SUPERVISED CLASSIFICATION,JONNY's RECLASSIFICATION,METADATA"
private let frame = "TT_S01_E01_FRM-00-00-08-12"
private let episode = EpisodeCode(season: 1, episode: 1)

private func read(_ text: String) throws -> EpisodeSheet {
    try TextFile.reading(text) { try EpisodeSheet.readCSV(path: $0, episode: episode) }
}

/// A sheet that departs in one way: what is left of its row, and what is reported.
struct Departure: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var text: String
    /// Row, found, and a word of the action.
    var problems: [(Int, String, String)] = []
    var rows = 1
    var check: @Sendable (SheetRow) -> Bool = { _ in true }

    static func row(_ name: String, _ row: String, _ problems: [(Int, String, String)] = [], rows: Int = 1,
                    check: @escaping @Sendable (SheetRow) -> Bool = { _ in true }) -> Departure {
        Departure(testDescription: name, text: header + "\n" + row + "\n", problems: problems, rows: rows, check: check)
    }
}

private let departures: [Departure] = [
    .row("nothing odd", "\(base),7,\(frame),Common,Uncommon,Rare,\"['Emily', 'Space Tunnel']\"") {
        $0 == SheetRow(row: 2, number: $0.number, baseURL: base, rowIndex: 7, unsupervised: .common, supervised: .uncommon,
                       jonny: .rare, subjects: ["Emily", "Space Tunnel"]) && $0.number.description == frame
    },
    Departure(testDescription: "columns in any order, with more between, and typographic apostrophe",
              text: "metadata,NOTES,Jonny’s Reclassification, frame  number ,x,S3_BASE_URL,unsupervised classification,Supervised Classification,row_index\n[Emily],hello,Junk,\(frame),,\(base),Common,,3\n") {
        $0.jonny == .junk && $0.unsupervised == .common && $0.rowIndex == 3 && $0.subjects == ["Emily"]
    },
    Departure(testDescription: "byte order mark and CRLF", text: "\u{FEFF}" + header + "\r\n\(base),0,\(frame),Common,,,\r\n") {
        $0.baseURL == base && $0.unsupervised == .common && $0.subjects.isEmpty
    },
    Departure(testDescription: "S3_BASE_URI without a scheme",
              text: header.replacing("S3_BASE_URL", with: "S3_BASE_URI") + "\nmedia.angel-nft.com/tuttle/thumbnails/,0,\(frame),Common,,,\n") {
        $0.baseURL == "media.angel-nft.com/tuttle/thumbnails/"
    },
    .row("trailing cells missing", "\(base),0,\(frame)") { $0.unsupervised == nil && $0.jonny == nil },
    .row("case, white space and the old name of Junk", "\(base),0,\(frame), cOMMON ,TRASH,\" Rare\u{A0}\",") {
        $0.unsupervised == .common && $0.supervised == .junk && $0.jonny == .rare
    },
    .row("unknown class", "\(base),0,\(frame),Common,Legendery,,", [(2, "Legendery", "Did you mean Legendary?")]) {
        $0.supervised == nil && $0.unsupervised == .common
    },
    .row("escape sequence in a class", "\(base),0,\(frame),\u{1B}[2JRare,,,", [(2, "\\u{1b}[2JRare", "unknown class")]),
    .row("METADATA in Latin-1", "\(base),0,\(frame),,,,[\u{FFFD}mily]", [(2, "[\u{FFFD}mily]", "no UTF-8")]) { $0.subjects == ["\u{FFFD}mily"] },
    .row("a negative row index", "\(base),-3,\(frame),,,,", [(2, "-3", "no whole number from 0")]) { $0.rowIndex == nil },
    .row("METADATA without quotes", "\(base),0,\(frame),,,,\"[Emily, Emily's dad]\"") { $0.subjects == ["Emily", "Emily's dad"] },
    .row("METADATA with both quotes and a comma", #"\#(base),0,\#(frame),,,,"[""Emily's dad"", 'A, B', 'it\'s']""#) {
        $0.subjects == ["Emily's dad", "A, B", "it's"]
    },
    .row("METADATA cut off", "\(base),0,\(frame),,,,\"['Emily', 'Spa\"", [(2, "['Emily', 'Spa", "taken as Emily, Spa")]),
    .row("escape sequence in METADATA", "\(base),0,\(frame),,,,['\u{1B}[31mEmily']", [(2, "['\\u{1b}[31mEmily']", "cannot be printed")]) {
        $0.subjects == ["\\u{1b}[31mEmily"]
    },
    .row("quoted line break does not shift rows", "\(base),0,\(frame),,,,\"[Emily,\n Space]\"\n\(base),1,bad,,,,", [(3, "bad", "left out")]) {
        $0.subjects == ["Emily", "Space"]
    },
    .row("the same frame twice: the first counts", "\(base),0,\(frame),Rare,,,\n\(base),1,\(frame),Junk,,,", [(3, frame, "row 2")]) {
        $0.unsupervised == .rare
    },
    .row("a frame of another episode", "\(base),0,TT_S01_E02_FRM-00-00-08-12,Rare,,,", [(2, "TT_S01_E02_FRM-00-00-08-12", "S01E02")], rows: 0),
    .row("a frame field above 23", "\(base),0,TT_S01_E01_FRM-00-00-08-24,Rare,,,", [(2, "TT_S01_E01_FRM-00-00-08-24", "left out")], rows: 0),
    .row("a path as frame number", "\(base),0,../../etc/passwd,Rare,,,", [(2, "../../etc/passwd", "left out")], rows: 0),
    .row("no frame number", "\(base),0,,Rare,,,", [(2, base, "no frame number")], rows: 0),
    .row("an empty row", ",,,,,,\n\n\(base),0,\(frame),,,,") { $0.row == 4 },
    .row("no base URL", ",0,\(frame),Rare,,,", [(2, "", "has no image")]) { $0.baseURL == nil && $0.unsupervised == .rare },
    .row("a base URL that climbs out", "https://host/../x/,0,\(frame),Rare,,,", [(2, "https://host/../x/", "has no image")]) { $0.baseURL == nil },
    .row("a base URL of a file", "file:///etc/,0,\(frame),Rare,,,", [(2, "file:///etc/", "has no image")]),
    .row("an escape sequence in a base URL", "https://host/\u{1B}]0;x/,0,\(frame),Rare,,,", [(2, "https://host/\\u{1b}]0;x/", "has no image")]),
    .row("a base URL without its last slash", "https://host/x,0,\(frame),Rare,,,", [(2, "https://host/x", "one was added")]) { $0.baseURL == "https://host/x/" },
    .row("a row index that is no number", "\(base),seven,\(frame),Rare,,,", [(2, "seven", "left empty")]) { $0.rowIndex == nil },
    Departure(testDescription: "no columns but the needed ones", text: "FRAME NUMBER,S3_BASE_URL\n\(frame),\(base)\n", problems: [
        (1, "ROW_INDEX", "no such column"), (1, "UNSUPERVISED CLASSIFICATION", "no such column"),
        (1, "SUPERVISED CLASSIFICATION", "no such column"), (1, "JONNY's RECLASSIFICATION", "no such column"),
        (1, "METADATA", "no such column"),
    ]),
    Departure(testDescription: "a column twice", text: header + ",METADATA\n\(base),0,\(frame),,,,[A],[B]\n", problems: [(1, "METADATA", "first one counts")]) {
        $0.subjects == ["A"]
    },
]

@Suite struct SheetTests {
    @Test("every departure of a sheet is told by row, and the rest is kept", arguments: departures)
    func departure(_ departure: Departure) throws {
        let sheet = try read(departure.text)
        #expect(sheet.rows.count == departure.rows)
        if let row = sheet.rows.first { #expect(departure.check(row), "\(row)") }
        #expect(sheet.problems.map { "\($0.row) \($0.found)" } == departure.problems.map { "\($0.0) \($0.1)" })
        for (problem, expected) in zip(sheet.problems, departure.problems) {
            #expect(problem.sheet == "S01E01.csv")
            #expect(problem.action.contains(expected.2), "\(problem.action)")
        }
    }

    @Test("a sheet that cannot be used is one line", arguments: [
        ("", "is empty"), ("a,b,c\n1,2,3\n", "no column FRAME NUMBER, S3_BASE_URL"), ("<!DOCTYPE html>\n", "no column"),
        (header + "\n\(base),0,\"\(frame)\n", "row 2: a quote is opened and never closed"),
    ])
    func unusable(text: String, expected: String) throws {
        let error = #expect(throws: IngestError.self) { try read(text) }
        #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
        #expect(error?.description.contains("\n") == false)
    }

    @Test("a sheet that is not there, or in UTF-16, is one line")
    func unreadable() throws {
        #expect(throws: IngestError.self) { try EpisodeSheet.readCSV(path: "/nowhere/S01E01.csv", episode: episode) }
        let wide = try TextFile(bytes: [0xFF, 0xFE, 0x41, 0])
        let error = #expect(throws: IngestError.self) { try EpisodeSheet.readCSV(path: wide.path, episode: episode) }
        #expect(error?.description.contains("UTF-16") == true)
    }

    @Test("a frame that stands above already is told with its first row, whatever the order of the rows, and whichever series lies between")
    func firstRows() throws {
        func name(_ series: String, _ index: Int) -> String { FrameNumber(series: series, episode: episode, timecode: Timecode(index: index)).description }
        let names = [name("TT", 5), name("TT", 9), name("TT", 2), name("AB", 5), name("TT", 2), name("TT", 9), name("TT", 7), name("AB", 5), name("TT", 5)]
        let sheet = try read(header + "\n" + names.map { "\(base),0,\($0),,,,\n" }.joined())
        #expect(sheet.rows.map(\.row) == [2, 3, 4, 5, 8])
        #expect(sheet.problems.map(\.row) == [6, 7, 9, 10])
        #expect(zip(sheet.problems, [4, 3, 5, 2]).allSatisfy { $0.action.contains("row \($1) already") })
    }

    @Test("cells of a column are read by what they hold, however many different ones take turns")
    func turns() throws {
        let lists = (0..<9).map { "Subject \($0)" }
        let rows = (0..<60).map { "\(base),0,\(FrameNumber(series: "TT", episode: episode, timecode: Timecode(index: $0))),,,,[\(lists[$0 * $0 % 9])]\n" }
        let sheet = try read(header + "\n" + rows.joined())
        #expect(sheet.rows.map(\.subjects) == (0..<60).map { [lists[$0 * $0 % 9]] })
    }
}
