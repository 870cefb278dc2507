// Variables, files and addresses.

import Foundation
import Testing
@testable import Ingest

@Suite struct S3SettingsTests {
    private func home(config: String = "", credentials: String = "") throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("aws-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder.appendingPathComponent(".aws"), withIntermediateDirectories: true)
        if !config.isEmpty { try Data(config.utf8).write(to: folder.appendingPathComponent(".aws/config")) }
        if !credentials.isEmpty { try Data(credentials.utf8).write(to: folder.appendingPathComponent(".aws/credentials")) }
        return folder.path
    }

    @Test("without variables and files, requests go unsigned to Amazon in the standard region")
    func nothing() throws {
        let settings = try S3Settings.load(["HOME": try home()])
        #expect(settings == S3Settings())
        #expect(settings.region == "us-west-2" && settings.credentials == nil)
    }

    @Test("variables stand over files, and the profile that is named over the default one")
    func precedence() throws {
        let home = try home(config: """
            [default]
            region = eu-west-1
            # a comment
            [profile film]
            region=eu-central-1
            endpoint_url = http://other:1
            s3 =
              endpoint_url = ignored
              addressing_style = virtual
            """, credentials: """
            [default]
            aws_access_key_id = DEFAULT
            aws_secret_access_key = one
            [film]
            aws_access_key_id = FILM
            aws_secret_access_key = two
            aws_session_token = three
            """)
        let standard = try S3Settings.load(["HOME": home])
        #expect(standard.credentials == AWSCredentials(accessKey: "DEFAULT", secretKey: "one") && standard.region == "eu-west-1")
        #expect(standard.credentialsOrigin == "profile default")
        let film = try S3Settings.load(["HOME": home, "AWS_PROFILE": "film"])
        #expect(film.credentials == AWSCredentials(accessKey: "FILM", secretKey: "two", sessionToken: "three"))
        #expect(film.region == "eu-central-1" && film.endpoint == "http://other:1" && film.addressing == .virtual)
        let variables = try S3Settings.load(["HOME": home, "AWS_PROFILE": "film", "AWS_REGION": "r", "AWS_ENDPOINT_URL_S3": "http://127.0.0.1:9000/",
                                             "AWS_ACCESS_KEY_ID": "V", "AWS_SECRET_ACCESS_KEY": "w"])
        #expect(variables.credentials == AWSCredentials(accessKey: "V", secretKey: "w") && variables.region == "r")
        #expect(variables.endpoint == "http://127.0.0.1:9000" && variables.credentialsOrigin == "AWS_ACCESS_KEY_ID")
    }

    @Test("a profile that is nowhere, one that logs in elsewhere, and an endpoint that is none are one line each")
    func wrong() throws {
        let home = try home(config: "[profile work]\nsso_session = x\n")
        let cases: [([String: String], String)] = [
            (["AWS_PROFILE": "nobody"], "has no profile \"nobody\""), (["AWS_PROFILE": "work"], "aws configure export-credentials --profile work"),
            (["AWS_ENDPOINT_URL_S3": "localhost:9000"], "localhost:9000: is no S3 endpoint"),
        ]
        for (variables, text) in cases {
            let error = #expect(throws: IngestError.self) { try S3Settings.load(variables.merging(["HOME": home]) { a, _ in a }) }
            let line = error?.description ?? ""
            #expect(line.contains(text) && !line.contains("\n"))
        }
    }

    @Test("addresses at Amazon and at the endpoint in use are objects, others are fetched plainly", arguments: [
        ("s3://bucket/a/b.jpg", S3Address.object(S3Location(bucket: "bucket", key: "a/b.jpg"), region: nil)),
        ("media.angel-nft.com/tuttle_twins/x.jpg", .object(S3Location(bucket: "media.angel-nft.com", key: "tuttle_twins/x.jpg"), region: nil)),
        ("https://s3.us-west-2.amazonaws.com/media.angel-nft.com/a%20b.jpg", .object(S3Location(bucket: "media.angel-nft.com", key: "a b.jpg"), region: "us-west-2")),
        ("https://s3.amazonaws.com/bucket/k", .object(S3Location(bucket: "bucket", key: "k"), region: "us-east-1")),
        ("https://my-bucket.s3.eu-west-1.amazonaws.com/k", .object(S3Location(bucket: "my-bucket", key: "k"), region: "eu-west-1")),
        ("https://my.bucket.s3-eu-west-1.amazonaws.com/k", .object(S3Location(bucket: "my.bucket", key: "k"), region: "eu-west-1")),
        ("https://s3.dualstack.eu-west-1.amazonaws.com/bucket/k", .object(S3Location(bucket: "bucket", key: "k"), region: "eu-west-1")),
        ("http://127.0.0.1:9000/bucket/k", .object(S3Location(bucket: "bucket", key: "k"), region: nil)),
        ("http://127.0.0.1:9001/bucket/k", .plain("http://127.0.0.1:9001/bucket/k")),
        ("https://example.com/a.jpg", .plain("https://example.com/a.jpg")),
        ("https://s3.evil.com/bucket/k", .plain("https://s3.evil.com/bucket/k")),
        ("https://s3.us-west-2.amazonaws.com.evil.com/bucket/k", .plain("https://s3.us-west-2.amazonaws.com.evil.com/bucket/k")),
        ("https://s3.us-west-2.amazonaws.com/bucket/k?X-Amz-Signature=1", .plain("https://s3.us-west-2.amazonaws.com/bucket/k?X-Amz-Signature=1")),
    ])
    func addresses(_ text: String, _ address: S3Address) {
        #expect(S3Address(text: text, endpoint: "http://127.0.0.1:9000") == address)
    }

    @Test("what is no address is none", arguments: ["", "s3://", "s3:///k", "ftp://host/k", "s3://ab/k", "x y/z", "https://", "s3://bucket\u{1B}/k"])
    func noAddress(_ text: String) { #expect(S3Address(text: text, endpoint: nil) == nil) }

    @Test("a bucket stands in the path, or in the host's name at Amazon where a certificate covers it")
    func hosts() {
        let amazon = S3Endpoint(region: "us-west-2"), local = S3Endpoint(origin: "http://127.0.0.1:9000/x")
        #expect(amazon.place(bucket: "film", .auto) == ("https://film.s3.us-west-2.amazonaws.com", "film.s3.us-west-2.amazonaws.com", ""))
        #expect(amazon.place(bucket: "a.film", .auto) == ("https://s3.us-west-2.amazonaws.com", "s3.us-west-2.amazonaws.com", "/a.film"))
        #expect(local.place(bucket: "film", .auto) == ("http://127.0.0.1:9000", "127.0.0.1:9000", "/x/film"))
        #expect(local.place(bucket: "film", .virtual) == ("http://film.127.0.0.1:9000", "film.127.0.0.1:9000", "/x"))
        #expect(S3Endpoint(origin: "https://h:443").place(bucket: "film", .path).host == "h")
    }
}
