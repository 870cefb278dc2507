// The app's fetcher, against a web server of two folders.

import Foundation
import Frames
import Ingest
import Synchronization
import Testing
@testable import Review

@Suite struct BackgroundFetchTests {
    /// `python3 -m http.server`, on a folder of its own.
    private final class WebServer {
        let folder: TemporaryFolder
        let port: Int
        private let process = Process()

        init() throws {
            folder = try TemporaryFolder()
            let output = Pipe()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["python3", "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", folder.path]
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            try process.run()
            var text = ""
            while !text.contains("port "), let more = try output.fileHandleForReading.read(upToCount: 64), !more.isEmpty { text += String(decoding: more, as: UTF8.self) }
            port = try #require(text.firstMatch(of: #/port (\d+)/#).flatMap { Int($0.1) })
        }

        deinit { kill(process.processIdentifier, SIGKILL) }
    }

    @Test("where a film has no stamps the larger size comes in their place, and is asked for at once the next time")
    func fallback() throws {
        let server = try WebServer(), folder = server.folder.file("f/thumbnails")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let picture = try JPEG.encode(RGBImage(width: 16, height: 8, pixels: [UInt8](repeating: 90, count: 16 * 8 * 3)))
        for index in 0..<2 { try Data(picture).write(to: URL(fileURLWithPath: "\(folder)/\(StoreFixture.number(index).fileName)")) }
        let fixture = try StoreFixture(frames: 0)
        let rows = (0..<2).map { SheetRow(row: $0 + 2, number: StoreFixture.number($0), baseURL: "http://127.0.0.1:\(server.port)/f/thumbnails/") }
        try fixture.store.importEpisode(StoreFixture.entry(), EpisodeSheet(rows: rows), imageFolder: nil)

        let arrived = Mutex<[BackgroundFetch.Wish]>([])
        let fetch = BackgroundFetch(fixture.store) { wish in arrived.withLock { $0.append(wish) } }
        defer { fetch.close() }
        let cache = FrameCache(fixture.store)
        for index in 0..<2 {
            let number = StoreFixture.number(index)
            fetch.want([.init(number, .stamps)])
            let deadline = Date().addingTimeInterval(20)
            while !cache.has(number), Date() < deadline { usleep(5_000) }
            #expect(cache.has(number) && !cache.has(number, .stamps) && fetch.failure(.init(number, .thumbnails)) == nil)
        }
        // Once it is known that there are no stamps, nobody waits for one.
        #expect(arrived.withLock { $0.filter { $0.size == .stamps }.count } == 1)
    }
}
