// https to a server whose certificate nobody vouches for.

import Foundation
import Ingest
import Testing

@Suite("Certificates")
struct CertificateTests {
    @Test("a certificate that is not valid is one line, and nothing is sent")
    func selfSigned() throws {
        let project = try Project.empty()
        let made = try launch("/usr/bin/env", ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1",
                                               "-subj", "/CN=localhost", "-keyout", "key.pem", "-out", "certificate.pem"], in: project.folder)
        guard made.status == 0 else { throw Failed(what: made.output) }
        let server = try BackgroundProcess("/usr/bin/env", ["openssl", "s_server", "-accept", "127.0.0.1:0", "-www", "-key", project.file("key.pem").path,
                                                            "-cert", project.file("certificate.pem").path])
        defer { server.end() }
        let port = try server.wait(for: #/ACCEPT 127\.0\.0\.1:(\d+)/#)
        let error = #expect(throws: HTTPError.self) { try HTTPClient().send(HTTPRequest("https://127.0.0.1:\(port)/film.jpg?key=secret")) }
        let line = error?.description ?? ""
        #expect(error?.kind == .certificate)
        #expect(line.hasPrefix("https://127.0.0.1:\(port)/film.jpg: the server's certificate is not valid") && !line.contains("\n") && !line.contains("secret"))
    }
}
