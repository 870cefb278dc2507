// Frames and manifests that lie in the outer world only, as `preview`, `histogram` and `dataset` see them.

import Foundation
import Testing

@Suite("Previews from S3 and https", .enabled(if: ObjectServer.program != nil, "rclone is not installed"), .serialized)
struct PreviewOnS3Tests {
    @Test("a frame that lies in S3 only is fetched for a look, and one that is missing, or is none, is one line that says why")
    func frame() throws {
        let remote = try FetchTests.Remote(frames: 8)
        let names = remote.images.map { String($0.dropLast(4)) }
        try FileManager.default.removeItem(at: remote.bucket.appendingPathComponent(remote.images[5]))
        let histogram = try remote.run("histogram", names[2])
        #expect(histogram.status == 0 && histogram.output.contains("mean") && remote.fetched == [remote.images[2]], "\(histogram.output)")
        let picture = try remote.run("preview", names[2], "--size", "20x4", "--color", "ascii", environment: ["AWS_ENDPOINT_URL_S3": "http://127.0.0.1:1"])
        #expect(picture.status == 0 && picture.output.split(separator: "\n").count == 4, "\(picture.output)")
        for (name, words) in [(names[5], "there is no such image (404)"), ("TT_S01_E01_FRM-09-00-00-00", "there is no such frame in review.db")] {
            let result = try remote.run("histogram", name, "--quiet")
            #expect(result.status == 1 && result.output.contains(words) && result.output.split(separator: "\n").count == 1, "\(result.output)")
        }
    }

    @Test("a data set in a folder fetches the images that are not there, and needs nobody once they are")
    func folder() throws {
        let remote = try FetchTests.Remote(frames: 12)
        func images(_ set: String) -> [String] {
            FileManager.default.enumerator(atPath: remote.project.file(set).path)?.compactMap { $0 as? String }.filter { $0.hasSuffix(".jpg") }.sorted() ?? []
        }
        let dry = try remote.run("dataset", "--output", "one", "--dry-run")
        #expect(dry.status == 0 && remote.fetched == [], "\(dry.output)")
        let first = try remote.run("dataset", "--output", "one")
        #expect(first.status == 0 && !images("one").isEmpty && images("one").count == remote.fetched.count, "\(first.output)")
        let second = try remote.run("dataset", "--output", "two", environment: ["AWS_ENDPOINT_URL_S3": "http://127.0.0.1:1"])
        #expect(second.status == 0 && images("two") == images("one"), "\(second.output)")
    }

    @Test("a sample of a manifest in S3 is drawn with its pictures, as characters and as a page")
    func sample() throws {
        let remote = try FetchTests.Remote(frames: 12)
        #expect(try remote.run("manifest", "--output", "s3://film/m.jl").status == 0)
        let elsewhere = try Project.empty()
        func preview(_ arguments: String...) throws -> (status: Int32, output: String) {
            try launch(Binary.path, ["preview", "s3://film/m.jl", "--sample", "4"] + arguments, in: elsewhere.folder, environment: remote.server.environment())
        }
        let drawn = try preview("--size", "20x4", "--color", "ascii")
        #expect(drawn.status == 0 && drawn.output.split(separator: "\n").count == 4 * 5, "\(drawn.output)")
        let page = try preview("--html", "p.html")
        let html = try String(contentsOf: elsewhere.file("p.html"), encoding: .utf8)
        #expect(page.status == 0 && html.components(separatedBy: "data:image/jpeg").count == 5 && !html.contains("no image"), "\(page.output)")
    }

    @Test("the same behind https, with a certificate that the caller vouches for, and refused without")
    func https() throws {
        let drawn = try Project(frames: 8, episodes: 1)
        let folder = drawn.file("episodes/demo/S01E01"), project = try Project.empty()
        let made = try launch("/usr/bin/env", ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1", "-subj", "/CN=localhost",
                                               "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", "certificate.pem"], in: project.folder)
        guard made.status == 0 else { throw Failed(what: made.output) }
        let server = try BackgroundProcess("/usr/bin/env", ["--chdir", folder.path, "openssl", "s_server", "-accept", "127.0.0.1:0", "-WWW",
                                                            "-key", project.file("key.pem").path, "-cert", project.file("certificate.pem").path])
        defer { server.end() }
        let port = try server.wait(for: #/ACCEPT 127\.0\.0\.1:(\d+)/#)
        let images = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".jpg") }.sorted()
        try images.map { "{\"img-ref\": \"https://127.0.0.1:\(port)/\($0)\", \"class\": \"Rare\"}\n" }.joined()
            .write(to: folder.appendingPathComponent("m.jl"), atomically: true, encoding: .utf8)
        func preview(_ environment: [String: String]) throws -> (status: Int32, output: String) {
            try launch(Binary.path, ["preview", "https://127.0.0.1:\(port)/m.jl", "--sample", "2", "--html", "p.html"], in: project.folder,
                       environment: environment.merging(["no_proxy": "127.0.0.1"]) { $1 })
        }
        let refused = try preview(["AWS_CA_BUNDLE": ""])
        #expect(refused.status == 1 && refused.output.contains("certificate is not valid") && refused.output.split(separator: "\n").count == 1, "\(refused.output)")
        let page = try preview(["AWS_CA_BUNDLE": project.file("certificate.pem").path])
        let html = (try? String(contentsOf: project.file("p.html"), encoding: .utf8)) ?? ""
        #expect(page.status == 0 && html.components(separatedBy: "data:image/jpeg").count == 3, "\(page.output)")
    }
}
