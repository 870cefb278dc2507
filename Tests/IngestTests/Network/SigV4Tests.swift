// Signatures against published vectors: those of Amazon's documentation, of two other signers, and AWS's suite.

import Foundation
import Testing
@testable import Ingest

@Suite struct SigV4Tests {
    static let example = AWSCredentials(accessKey: "AKIAIOSFODNN7EXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
    static let time = HTTPDate.seconds("Fri, 24 May 2013 00:00:00 GMT")!

    struct Vector: Sendable {
        var name: String
        var endpoint: S3Endpoint
        var region: String
        var call: S3Request
        var token: String?
        var signature: String
    }

    static let local = S3Endpoint(origin: "http://127.0.0.1:8080")
    static let vectors = [
        Vector(name: "GET /test.txt with a range", endpoint: S3Endpoint(origin: "https://s3.amazonaws.com"), region: "us-east-1",
               call: S3Request("GET", S3Location(bucket: "examplebucket", key: "test.txt"), headers: [HTTPHeader("range", "bytes=0-9")]),
               signature: "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"),
        Vector(name: "GET ?lifecycle", endpoint: S3Endpoint(origin: "https://s3.amazonaws.com"), region: "us-east-1",
               call: S3Request("GET", S3Location(bucket: "examplebucket", key: ""), query: [("lifecycle", "")]),
               signature: "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"),
        Vector(name: "an unusual key", endpoint: local, region: "us-west-2",
               call: S3Request("GET", S3Location(bucket: "b", key: "sp ace+%/é-日本-😀'(1)!*.jpg")),
               signature: "8687897e1dff37306ebae15d12a4fa6c5624fa500aa9b0b47539469e5e861485"),
        Vector(name: "a listing that goes on", endpoint: local, region: "us-west-2",
               call: S3Request("GET", S3Location(bucket: "b", key: ""), query: [("list-type", "2"), ("prefix", "a/b +é"), ("continuation-token", "1/a+b==")]),
               signature: "1fc654f3522372ef5d69828f3707c5f41cd2a920f7574063b9e5622e1145c743"),
        Vector(name: "a session token", endpoint: local, region: "us-west-2",
               call: S3Request("GET", S3Location(bucket: "b", key: "k")), token: "TOK/+=EN",
               signature: "738d7dfe3b4ff00149df90f6aaafab7f95416b15f7027641745bb330a945c131"),
    ]

    @Test("a request is signed as Amazon documents it and other signers do", arguments: vectors.indices)
    func published(_ index: Int) {
        let vector = Self.vectors[index]
        var credentials = Self.example
        credentials.sessionToken = vector.token
        let request = vector.call.signed(endpoint: vector.endpoint, addressing: .auto, region: vector.region, credentials: credentials, time: Self.time)
        let authorization = request.credentials.first { $0.name == "Authorization" }?.value ?? ""
        #expect(authorization.hasSuffix("Signature=\(vector.signature)"), "\(vector.name): \(request.url)")
    }

    struct Suite: Decodable {
        let cases: [Case]

        struct Case: Decodable {
            let name, request, canonical, string, authorization: String
        }
    }

    /// S3 keeps paths as they are, joins no folded headers, and signs every token.
    static let notOfS3: Set<String> = ["get-relative-relative", "get-relative", "get-slash-dot-slash", "get-slash-pointless-dot", "get-slash", "get-slashes",
                                       "get-header-value-multiline", "get-vanilla-with-session-token"]

    @Test("AWS's own suite passes, but for what S3 does otherwise")
    func suite() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../Fixtures/sigv4/suite.json")
        let suite = try JSONDecoder().decode(Suite.self, from: Data(contentsOf: file))
        let signer = SigV4(credentials: AWSCredentials(accessKey: "AKIDEXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
                           region: "us-east-1", service: "service")
        let time = try #require(HTTPDate.seconds("Sun, 30 Aug 2015 12:36:00 GMT"))
        var passed = 0
        for vector in suite.cases where !Self.notOfS3.contains(vector.name) {
            let subject = try #require(self.subject(vector.request), "\(vector.name)")
            #expect(SigV4.canonicalRequest(subject) == vector.canonical, "\(vector.name)")
            #expect(signer.stringToSign(subject, time: time) == vector.string, "\(vector.name)")
            #expect(signer.authorization(subject, time: time) == vector.authorization, "\(vector.name)")
            passed += 1
        }
        #expect(passed == 26)
    }

    /// Reads a request as the suite writes it.
    private func subject(_ text: String) -> SigV4.Subject? {
        let parts = text.components(separatedBy: "\n\n")
        let lines = parts[0].components(separatedBy: "\n")
        guard let first = lines.first, first.hasSuffix(" HTTP/1.1"), let blank = first.firstIndex(of: " ") else { return nil }
        let target = String(first[first.index(after: blank)...].dropLast(9))
        let path = String(target.prefix { $0 != "?" })
        let query = target.dropFirst(path.count + 1).split(separator: "&").map { pair in
            let cut = pair.firstIndex(of: "=") ?? pair.endIndex
            func decoded(_ text: Substring) -> String { String(text).removingPercentEncoding ?? String(text) }
            return (name: decoded(pair[..<cut]), value: cut == pair.endIndex ? "" : decoded(pair[pair.index(after: cut)...]))
        }
        let headers = lines.dropFirst().filter { $0.contains(":") }.map { line in
            let cut = line.firstIndex(of: ":") ?? line.endIndex
            return HTTPHeader(String(line[..<cut]), String(line[line.index(after: cut)...]))
        }
        let body = parts.count > 1 ? parts[1] : ""
        return SigV4.Subject(method: String(first[..<blank]), path: URIEncoding.encode(path.removingPercentEncoding ?? path, keepingSlashes: true),
                             query: query, headers: headers, payloadHash: Digest.hex(Digest.sha256(Array(body.utf8))))
    }

    @Test("HMAC-SHA-256 is that of RFC 4231, also with a key longer than a block", arguments: [
        ([UInt8](repeating: 0x0B, count: 20), "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
        (Array("Jefe".utf8), "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
        ([UInt8](repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
         "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
    ])
    func hmac(_ key: [UInt8], _ text: String, _ code: String) {
        #expect(Digest.hex(Digest.hmac(key, text)) == code)
    }

    @Test("headers of one name are signed as one, in their order, and blanks are joined")
    func sameName() {
        let subject = SigV4.Subject(method: "GET", path: "/", headers: [
            HTTPHeader("X-Amz-Tag", "b"), HTTPHeader("Host", "h"), HTTPHeader("x-amz-tag", " a   c "), HTTPHeader("X-AMZ-TAG", ""),
        ], payloadHash: "e")
        #expect(SigV4.canonicalRequest(subject) == "GET\n/\n\nhost:h\nx-amz-tag:b,a c,\n\nhost;x-amz-tag\ne")
    }

    @Test("a day's key ends with the day, and with the secret")
    func keyOfTheDay() {
        let subject = SigV4.Subject(method: "GET", path: "/", headers: [HTTPHeader("host", "h")], payloadHash: "e")
        func signed(_ secret: String, _ time: Double) -> String {
            SigV4(credentials: AWSCredentials(accessKey: "A", secretKey: secret), region: "r").authorization(subject, time: time)
        }
        let last = Self.time + 86_399.9, first = signed("one", last)
        #expect(first.contains("Credential=A/20130524/r/s3/aws4_request"))
        #expect(signed("one", Self.time + 86_400).contains("Credential=A/20130525/r/s3/aws4_request"))
        #expect(signed("two", last) != first && signed("one", last) == first)
    }

    @Test("dates of headers and signatures are those of the calendar", arguments: [
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0, "19700101T000000Z"), ("Tue, 29 Feb 2028 23:59:59 GMT", 1_835_481_599, "20280229T235959Z"),
        ("Mon, 01 Mar 2100 00:00:00 GMT", 4_107_542_400, "21000301T000000Z"),
    ])
    func dates(_ text: String, _ seconds: Double, _ compact: String) {
        #expect(HTTPDate.seconds(text) == seconds)
        #expect(HTTPDate.compact(seconds) == compact)
    }
}
