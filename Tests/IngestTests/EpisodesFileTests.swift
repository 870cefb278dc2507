import Frames
import Testing
@testable import Ingest

private let good = #"{"season": "S01", "episode": "E07", "spreadsheet_title": "T", "spreadsheet_url": "u", "share_link": "l", "manifest_file": "manifests/S01E07-manifest.jl"}"#

@Suite struct EpisodesFileTests {
    @Test("both spellings of the keys are read", arguments: [
        good,
        #"{"season_code": "S01", "episode_code": "E07", "google_spreadsheet_title": "T", "google_spreadsheet_url": "u", "google_spreadsheet_share_link": "l", "manifest_file": "manifests/S01E07-manifest.jl"}"#,
    ])
    func spellings(object: String) throws {
        let entries = try TextFile.reading("[\(object)]") { try EpisodesFile.read(path: $0) }
        #expect(entries == [EpisodeEntry(code: EpisodeCode(season: 1, episode: 7), title: "T", spreadsheetURL: "u",
                                         shareLink: "l", manifestFile: "manifests/S01E07-manifest.jl")])
    }

    @Test("what is wrong is one line with the object and the key", arguments: [
        ("not json", "is not JSON"), ("{}", "no list"), ("[]", "holds no episode"), ("[3]", "object 1: is no object"),
        ("[\(good), {}]", "object 2: has no key \"season\" (nor \"season_code\")"),
        ("[\(good.replacing("\"share_link\"", with: "\"x\""))]", "object 1: has no key \"share_link\""),
        ("[\(good.replacing("\"E07\"", with: "7"))]", "object 1: \"episode\" is no text"),
        ("[\(good.replacing("E07\",", with: "E7\","))]", "should be like S01 and E07"),
        ("[\(good), \(good)]", "object 2: S01E07 stands in object 1 already"),
        ("[\(good.replacing("manifests/", with: "../"))]", "below the working directory"),
        ("[\(good.replacing("manifests/", with: "/etc/"))]", "below the working directory"),
    ])
    func wrong(text: String, expected: String) throws {
        let file = try TextFile(text, name: "episodes.json")
        let error = #expect(throws: IngestError.self) { try EpisodesFile.read(path: file.path) }
        #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
        #expect(error?.description.contains("episodes.json") == true)
    }
}
