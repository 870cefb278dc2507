import Foundation
import Frames
import Synchronization
import Testing
@testable import Demo

@Suite("Demo film")
struct FilmTests {
    private let small = DemoSettings(episodes: 2, frames: 24, every: 12, width: 97, height: 55)

    /// A folder of its own, gone afterwards.
    private func temporary<T>(_ body: (String) throws -> T) throws -> T {
        let path = NSTemporaryDirectory() + "rarity-demo-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try body(path)
    }

    /// Every file below a folder with its bytes.
    private func contents(_ path: String) throws -> [String: Data] {
        var result: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
            result[name] = FileManager.default.contents(atPath: path + "/" + name)
        }
        return result
    }

    @Test("the same seed gives the same bytes, on one thread as on three; another seed another film")
    func sameBytes() throws {
        try temporary { path in
            var settings = small
            let paths = try DemoFilm.draw(into: path, settings: settings)
            let first = try contents(path)
            #expect(first.count == 2 * 24 + 2 + 1 + 1)
            #expect(paths.frames == 48)
            settings.threads = 3
            _ = try DemoFilm.draw(into: path, settings: settings)
            #expect(try contents(path) == first)
            settings.seed = 2
            _ = try DemoFilm.draw(into: path, settings: settings)
            #expect(try contents(path) != first)
        }
    }

    @Test("every row of the truth has its image of the right size, and every row of the sheet its truth")
    func truthAgrees() throws {
        try temporary { path in
            let paths = try DemoFilm.draw(into: path, settings: DemoSettings(episodes: 2, frames: 70, every: 12, width: 97, height: 55))
            let truth = try String(contentsOfFile: paths.truthFile, encoding: .utf8).split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
            #expect(truth[0].joined(separator: ",") == "frame,class,shot,scene,subjects")
            #expect(truth.count == 141)
            for row in truth.dropFirst() {
                let number = try #require(FrameNumber(text: row[0]))
                let image = try JPEG.decode(path: "\(path)/\(number.episode)/\(number.fileName)")
                #expect(image.width == 97 && image.height == 55)
                #expect(RarityClass(text: row[1]) != nil && Int(row[2]) != nil && Int(row[3]) != nil)
            }
            let known = Set(truth.dropFirst().map { String($0[0]) })
            for sheet in paths.sheets {
                let rows = try String(contentsOfFile: sheet, encoding: .utf8).split(separator: "\n").dropFirst()
                let frames = rows.map { String($0.split(separator: ",", omittingEmptySubsequences: false)[2]) }
                #expect(Set(frames).intersection(known).count == 70)
                #expect(frames.count { !known.contains($0) } <= 2)
            }
            let list = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: paths.episodesFile))) as? [[String: String]]
            #expect(list?.map { $0["manifest_file"] } == ["manifests/S01E01-manifest.jl", "manifests/S01E02-manifest.jl"])
        }
    }

    @Test("one episode of one frame is a film too")
    func oneFrame() throws {
        try temporary { path in
            let paths = try DemoFilm.draw(into: path, settings: DemoSettings(episodes: 1, frames: 1, width: 16, height: 16))
            #expect(paths.frames == 1 && FileManager.default.fileExists(atPath: path + "/S01E01/TT_S01_E01_FRM-00-00-00-00.jpg"))
        }
    }

    @Test("a film that is stopped leaves what was there before, and a folder that it made is gone")
    func cancelled() throws {
        try temporary { path in
            #expect(throws: DemoError.cancelled) { try DemoFilm.draw(into: path, settings: small, isCancelled: { true }) }
            #expect(!FileManager.default.fileExists(atPath: path))
            _ = try DemoFilm.draw(into: path, settings: small)
            let before = try contents(path)
            let drawn = Mutex(0)
            #expect(throws: DemoError.cancelled) {
                try DemoFilm.draw(into: path, settings: small, progress: { _, _ in drawn.withLock { $0 += 1 } }, isCancelled: { drawn.withLock { $0 > 30 } })
            }
            #expect(try contents(path) == before)
        }
    }

    @Test("a longer film is replaced by a shorter one, other files stay, and what is no film is refused")
    func replaced() throws {
        try temporary { path in
            _ = try DemoFilm.draw(into: path, settings: small)
            try Data("mine".utf8).write(to: URL(fileURLWithPath: path + "/review.db"))
            var settings = small
            (settings.episodes, settings.frames) = (1, 3)
            _ = try DemoFilm.draw(into: path, settings: settings)
            #expect(try Set(FileManager.default.contentsOfDirectory(atPath: path)) == ["S01E01", "S01E01.csv", "truth.csv", "tuttle-twins-S01-episodes.json", "review.db"])
            try FileManager.default.removeItem(atPath: path + "/truth.csv")
            let error = #expect(throws: DemoError.self) { try DemoFilm.draw(into: path, settings: settings) }
            #expect(error?.description.contains("holds S01E01 that is no demo film") == true)
        }
    }

    @Test("progress reaches the number of all frames")
    func progress() throws {
        try temporary { path in
            let most = Mutex((done: 0, total: 0))
            _ = try DemoFilm.draw(into: path, settings: small, progress: { done, total in
                most.withLock { $0 = (max($0.done, done), total) }
            })
            #expect(most.withLock { $0.done } == 48 && most.withLock { $0.total } == 48)
        }
    }

    @Test("settings that cannot be drawn are refused with the value and what is possible", arguments: [
        (DemoSettings(episodes: 0), "episodes 0"), (DemoSettings(frames: 0), "frames 0"), (DemoSettings(every: 0), "every 0"),
        (DemoSettings(width: 9_000), "width 9000"), (DemoSettings(height: 1), "height 1"), (DemoSettings(frames: 900_000, every: 2_400), "frames 900000"),
    ])
    func settings(_ settings: DemoSettings, _ text: String) {
        let error = #expect(throws: DemoError.self) { try settings.check() }
        #expect(error?.description.contains(text) == true)
    }

    @Test("a folder that cannot be made is named")
    func unwritable() {
        let error = #expect(throws: DemoError.self) { try DemoFilm.draw(into: "/proc/none/film", settings: small) }
        #expect(error?.description.contains("/proc/none/film") == true)
    }
}
