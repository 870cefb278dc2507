// Credentials of containers and instances, against a stand-in on this machine.

import Foundation
import Synchronization
import Testing
@testable import Ingest

@Suite struct MachineCredentialsTests {
    private func answer(_ key: String, ends: String) -> StubServer.Answer {
        .text(200, #"{"Code":"Success","AccessKeyId":"\#(key)","SecretAccessKey":"s/\#(key)","Token":"t+\#(key)","Expiration":"\#(ends)"}"#)
    }

    private func settings(_ variables: [String: String]) throws -> S3Settings {
        try S3Settings.load(variables.merging(["HOME": "/nonexistent"]) { a, _ in a })
    }

    private let now = HTTPDate.seconds("Wed, 25 Nov 2026 03:00:00 GMT")!

    @Test("a container's credentials come with its token, are kept, and are asked for again before they end")
    func container() throws {
        let asked = Atomic<Int>(0)
        let server = try StubServer { request in
            guard request.path == "/creds", request.headers["authorization"] == "the token" else { return .text(403, "no") }
            return asked.wrappingAdd(1, ordering: .relaxed).newValue == 1 ? answer("ONE", ends: "2026-11-25T04:00:00Z") : answer("TWO", ends: "2026-11-25T10:00:00Z")
        }
        let named = try settings(["AWS_CONTAINER_CREDENTIALS_FULL_URI": server.address + "/creds", "AWS_CONTAINER_AUTHORIZATION_TOKEN": "the token"])
        #expect(named.credentials == nil && named.credentialsOrigin == "of the container")
        let keeper = CredentialKeeper(named)
        for seconds in [0.0, 60, 3_200] {
            #expect(try keeper.current(at: now + seconds) == AWSCredentials(accessKey: "ONE", secretKey: "s/ONE", sessionToken: "t+ONE"))
        }
        #expect(try keeper.current(at: now + 3_400)?.accessKey == "TWO")
        #expect(server.requests.count == 2)
    }

    @Test("an instance's role is asked by the second version of the metadata service: a token first, then the role, then its key")
    func instance() throws {
        let server = try StubServer { request in
            if request.method == "PUT", request.path == "/latest/api/token" {
                return request.headers["x-aws-ec2-metadata-token-ttl-seconds"] == "21600" ? .text(200, "SESSION") : .text(400, "")
            }
            guard request.headers["x-aws-ec2-metadata-token"] == "SESSION" else { return .text(401, "") }
            switch request.path {
            case "/latest/meta-data/iam/security-credentials/": return .text(200, "film-role\n")
            case "/latest/meta-data/iam/security-credentials/film-role": return answer("ROLE", ends: "2026-11-25T09:00:00Z")
            default: return .text(404, "")
            }
        }
        let keeper = CredentialKeeper(try settings(["AWS_EC2_METADATA_SERVICE_ENDPOINT": server.address + "/"]))
        #expect(try keeper.current(at: now) == AWSCredentials(accessKey: "ROLE", secretKey: "s/ROLE", sessionToken: "t+ROLE"))
        #expect(server.requests.map(\.method) == ["PUT", "GET", "GET"])
    }

    @Test("an instance without a role, and one whose service is silent, leave requests unsigned, and are asked once")
    func without() throws {
        let asked = Atomic<Int>(0)
        let server = try StubServer { request in
            asked.wrappingAdd(1, ordering: .relaxed)
            return request.method == "PUT" ? .text(200, "SESSION") : .text(404, "")
        }
        let silent = try StubServer { _ in StubServer.Answer(isSilent: true) }
        for address in [server.address, silent.address] {
            let keeper = CredentialKeeper(try settings(["AWS_EC2_METADATA_SERVICE_ENDPOINT": address]))
            #expect(try keeper.current(at: now) == nil)
            #expect(try keeper.current(at: now + 9_999) == nil)
        }
        #expect(asked.load(ordering: .relaxed) == 2)
    }

    @Test("the order is that of the SDKs: variables, files, container, instance; and nobody is asked where that is forbidden")
    func order() throws {
        let container = ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/creds", "AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:1"]
        let named = try settings(container.merging(["AWS_ACCESS_KEY_ID": "V", "AWS_SECRET_ACCESS_KEY": "w"]) { a, _ in a })
        #expect(named.credentials?.accessKey == "V" && named.machine == nil)
        #expect(try settings(container).machine == .container(url: "http://169.254.170.2/v2/creds", token: nil, tokenFile: nil))
        let instance = ["AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:1"]
        #expect(try settings(instance).machine == .instance(endpoint: "http://127.0.0.1:1"))
        #expect(try settings(instance.merging(["AWS_EC2_METADATA_DISABLED": "true"]) { a, _ in a }).machine == nil)
        let profile = try AWSProfile(["HOME": "/nonexistent"])
        #expect(try MachineCredentials(profile, isInstance: false) == nil)
        #expect(try MachineCredentials(profile, isInstance: true) == .instance(endpoint: "http://169.254.169.254"))
    }

    @Test("a container's address on another host over plain http, and one that refuses, are one line each; no token is shown")
    func wrong() throws {
        let far = #expect(throws: IngestError.self) { try settings(["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://example.com/creds"]) }
        #expect(far?.description.contains("credentials come over https") == true)
        let server = try StubServer { _ in .text(401, "go away") }
        let named = try settings(["AWS_CONTAINER_CREDENTIALS_FULL_URI": server.address + "/creds", "AWS_CONTAINER_AUTHORIZATION_TOKEN": "the token"])
        let error = #expect(throws: S3Error.self) { try S3Client(settings: named).get(S3Location(bucket: "bucket", key: "k")) }
        #expect(error?.kind == .credentials && error?.reason.contains("were not given (401)") == true)
        #expect(error.map { "\($0)".contains("the token") || "\($0)".contains("\n") } == false)
    }

    @Test("a token's file is read anew each time, since it changes")
    func tokenFile() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("token-\(UUID().uuidString)")
        try Data("first\n".utf8).write(to: file)
        let server = try StubServer { request in answer(request.headers["authorization"] ?? "", ends: "2026-11-25T04:00:00Z") }
        let keeper = CredentialKeeper(try settings(["AWS_CONTAINER_CREDENTIALS_FULL_URI": server.address + "/creds",
                                                    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": file.path]))
        #expect(try keeper.current(at: now)?.accessKey == "first")
        try Data("second\n".utf8).write(to: file)
        #expect(try keeper.current(at: now + 3_400)?.accessKey == "second")
        try FileManager.default.removeItem(at: file)
    }

    @Test("a profile's endpoint is the endpoint of images too")
    func endpoint() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("aws-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder + "/.aws", withIntermediateDirectories: true)
        try Data("[profile film]\nendpoint_url = http://other:1/\nsso_session = x\n".utf8).write(to: URL(fileURLWithPath: folder + "/.aws/config"))
        #expect(try S3Settings.endpoint(["HOME": folder, "AWS_PROFILE": "film"]) == "http://other:1")
        #expect(try S3Settings.endpoint(["HOME": folder]) == nil)
    }
}
