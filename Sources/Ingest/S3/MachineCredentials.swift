// Credentials that a machine in Amazon's cloud is given: those of a container's task (ECS, EKS) and those of an instance's role (EC2).
// They end after some hours and are asked for again before that. Asked last of all ways, and quickly given up.

import Foundation
import Frames

/// Where a machine asks for its own credentials.
public enum MachineCredentials: Equatable, Sendable {
    /// - Parameters:
    ///   - url: of `AWS_CONTAINER_CREDENTIALS_FULL_URI` or `…_RELATIVE_URI`.
    ///   - token: goes with the request as `Authorization`; the file is read anew each time, since it changes.
    case container(url: String, token: String?, tokenFile: String?)
    /// - Parameter endpoint: of the instance metadata service, version 2.
    case instance(endpoint: String)

    private static let containerHost = "http://169.254.170.2", instanceHost = "http://169.254.169.254"
    /// Besides this machine itself, plain http may carry credentials from here only.
    private static let plainHosts: Set<String> = ["127.0.0.1", "localhost", "[::1]", "169.254.170.2", "169.254.170.23", "[fd00:ec2::23]"]

    /// What variables name; `nil` where there is nobody to ask.
    /// - Parameter isInstance: whether this is a machine of EC2. Elsewhere nothing answers at the service's address, and nobody is asked.
    /// - Throws: `IngestError` for an address that must not be asked.
    init?(_ profile: AWSProfile, isInstance: @autoclosure () -> Bool = MachineCredentials.isInstance) throws(IngestError) {
        let token = profile.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN"), file = profile.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")
        if let path = profile.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") {
            self = .container(url: Self.containerHost + (path.hasPrefix("/") ? path : "/" + path), token: token, tokenFile: file)
        } else if let url = profile.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI") {
            guard let origin = Redirect.origin(url), origin.scheme == "https" || Self.plainHosts.contains(origin.host) else {
                throw .malformed(path: "AWS_CONTAINER_CREDENTIALS_FULL_URI", place: "", reason: "names \(url.printable(limit: 200)); "
                    + "credentials come over https, or from this machine or its container's own address.")
            }
            self = .container(url: url, token: token, tokenFile: file)
        } else if profile.variable("AWS_EC2_METADATA_DISABLED")?.lowercased() == "true" {
            return nil
        } else if let named = profile.variable("AWS_EC2_METADATA_SERVICE_ENDPOINT") {
            self = .instance(endpoint: named.hasSuffix("/") ? String(named.dropLast()) : named)
        } else if isInstance() {
            self = .instance(endpoint: Self.instanceHost)
        } else {
            return nil
        }
    }

    /// What errors call them.
    var origin: String {
        switch self {
        case .container: "of the container"
        case .instance: "of the instance's role"
        }
    }

    /// - Returns: the credentials and when they end, in seconds since 1970; `nil` where the instance has no role or is none at all.
    /// - Throws: `S3Error`
    func ask(_ http: HTTPClient) throws -> (credentials: AWSCredentials, ends: Double)? {
        switch self {
        case .container(let url, let token, let tokenFile):
            var request = HTTPRequest(url, followsRedirects: false, sizeLimit: 1 << 20)
            request.goesAroundProxies = true
            if let token = try tokenFile.map(Self.secret) ?? token { request.credentials.append(HTTPHeader("Authorization", token)) }
            let response = try send(request, http)
            guard response.status == 200, let read = Self.read(response) else {
                throw S3Error(.credentials, url, "the container's credentials were not given (\(response.status)). Check AWS_CONTAINER_AUTHORIZATION_TOKEN and the task's role.")
            }
            return read
        case .instance(let endpoint):
            let roles = endpoint + "/latest/meta-data/iam/security-credentials/"
            var start = HTTPRequest(endpoint + "/latest/api/token", method: "PUT", headers: [HTTPHeader("X-aws-ec2-metadata-token-ttl-seconds", "21600")],
                                    followsRedirects: false, sizeLimit: 1 << 16)
            start.goesAroundProxies = true
            guard let token = try? http.send(start, retries: false), token.status == 200 else { return nil }
            func get(_ url: String) throws -> HTTPResponse {
                var request = HTTPRequest(url, credentials: [HTTPHeader("X-aws-ec2-metadata-token", String(decoding: token.body, as: UTF8.self).trimmed)],
                                          followsRedirects: false, sizeLimit: 1 << 20)
                request.goesAroundProxies = true
                return try send(request, http)
            }
            let role = try get(roles)
            let name = String(decoding: role.body, as: UTF8.self).split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
            guard role.status == 200, !name.isEmpty else { return nil }
            guard case let response = try get(roles + URIEncoding.encode(name)), response.status == 200, let read = Self.read(response) else {
                throw S3Error(.credentials, roles, "the role \(name.printable()) of this instance gives no credentials. Check the instance's profile.")
            }
            return read
        }
    }

    private func send(_ request: HTTPRequest, _ http: HTTPClient) throws -> HTTPResponse {
        do { return try http.send(request) } catch let error as HTTPError {
            throw S3Error(.credentials, request.url, "the credentials \(origin) could not be had: \(error.reason)")
        }
    }

    private static func secret(_ path: String) throws -> String { String(decoding: try FileBytes.read(path), as: UTF8.self).trimmed }

    private static func read(_ response: HTTPResponse) -> (credentials: AWSCredentials, ends: Double)? {
        guard let object = (try? JSONSerialization.jsonObject(with: Data(response.body))) as? [String: Any],
              let key = object["AccessKeyId"] as? String, let secret = object["SecretAccessKey"] as? String else { return nil }
        let ends = (object["Expiration"] as? String).flatMap { try? Date($0, strategy: .iso8601) }?.timeIntervalSince1970 ?? .infinity
        return (AWSCredentials(accessKey: key, secretKey: secret, sessionToken: object["Token"] as? String), ends)
    }

    /// By what the firmware says, so that no other machine waits for an answer that never comes.
    private static var isInstance: Bool {
        func text(_ path: String) -> String { FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self).trimmed } ?? "" }
        return text("/sys/class/dmi/id/sys_vendor") == "Amazon EC2" || text("/sys/hypervisor/uuid").lowercased().hasPrefix("ec2")
    }
}
