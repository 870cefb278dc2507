import Foundation
import Testing

/// The report in a real browser.
@Suite("The report in a browser", .enabled(if: Browser.path != nil, "no chromium here: apt-get install chromium"))
struct ReportPageTests {
    @Test("it opens with no error on the console and fetches nothing, wide or narrow, light or dark")
    func opens() throws {
        let project = try Project(frames: 40, episodes: 2)
        #expect(try Binary.run("report", "--html", "report.html", in: project.folder).status == 0)
        let html = try String(contentsOf: project.file("report.html"), encoding: .utf8)
        // The page forbids itself whatever does not lie inside it, so an attempt to fetch is an error on the console.
        #expect(html.contains("default-src 'none'") && !html.contains("http:") && !html.contains("https:") && !html.contains("<script"))
        for (width, isDark) in [(1100, false), (390, true)] {
            let page = try Browser.open(project.file("report.html"), width: width, isDark: isDark, in: project.folder)
            #expect(page.console == [], "\(page.console)")
            #expect(page.text.contains("Where the errors lie") && page.text.contains("data:image/jpeg"))
        }
        // That such an error is seen at all.
        let other = html.replacingOccurrences(of: "</main>", with: "<img src=\"https://example.invalid/x.png\"></main>")
        try other.write(to: project.file("other.html"), atomically: true, encoding: .utf8)
        #expect(try Browser.open(project.file("other.html"), width: 390, isDark: true, in: project.folder).console.count == 1)
    }
}

/// Headless Chromium, as far as it is here.
enum Browser {
    static let path = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    struct Page {
        /// Errors and warnings of the page.
        let console: [String]
        /// The page after it was drawn.
        let text: String
    }

    static func open(_ file: URL, width: Int, isDark: Bool, in folder: URL) throws -> Page {
        let arguments = [
            "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--disable-extensions", "--enable-logging=stderr", "--log-level=0", "--user-data-dir=\(folder.path)/browser-\(width)",
            "--window-size=\(width),2000", "--blink-settings=preferredColorScheme=\(isDark ? 0 : 1)",
            "--host-resolver-rules=MAP * ~NOTFOUND", "--dump-dom", file.absoluteString,
        ]
        let (status, output) = try launch(path ?? "", arguments, in: folder)
        guard status == 0 else { throw Failed(what: "chromium ended with \(status): \(output.suffix(500))") }
        let lines = output.split(separator: "\n").map(String.init)
        return Page(console: lines.filter { $0.contains("CONSOLE") }, text: output)
    }
}
