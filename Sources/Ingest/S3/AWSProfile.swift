// The variables and files that the aws command line reads, before anything is made of them.

import Foundation
import Frames

struct AWSProfile {
    /// Of `AWS_PROFILE`, else `default`.
    let name: String
    let configPath: String
    /// Its sections in the file of credentials and in the file of settings, and the services that the latter names.
    let secrets, config, service: [String: String]?
    private let environment: [String: String]

    /// - Throws: `IngestError` for a file that cannot be read, and for a profile that is named and nowhere.
    init(_ environment: [String: String]) throws(IngestError) {
        self.environment = environment
        let home = environment["HOME"] ?? ""
        let secretsPath = Self.filled(environment["AWS_SHARED_CREDENTIALS_FILE"]) ?? home + "/.aws/credentials"
        configPath = Self.filled(environment["AWS_CONFIG_FILE"]) ?? home + "/.aws/config"
        let secrets = try AWSConfigFile(path: secretsPath).sections, config = try AWSConfigFile(path: configPath).sections
        let named = Self.filled(environment["AWS_PROFILE"])
        name = named ?? "default"
        self.secrets = secrets[name]
        self.config = config["profile \(name)"] ?? (name == "default" ? config["default"] : nil)
        service = self.config?["services"].flatMap { config["services \($0)"] }
        if named != nil, self.config == nil, self.secrets == nil {
            throw .malformed(path: configPath, place: "", reason: "has no profile \"\(name)\" (AWS_PROFILE), and \(secretsPath) has none either.")
        }
    }

    /// `nil` where it is not set, or empty.
    func variable(_ name: String) -> String? { Self.filled(environment[name]) }

    /// Without a slash at the end; `nil`: Amazon's. - Throws: `IngestError` for what is no endpoint.
    func endpoint() throws(IngestError) -> String? {
        guard let endpoint = variable("AWS_ENDPOINT_URL_S3") ?? variable("AWS_ENDPOINT_URL") ?? service?["s3.endpoint_url"] ?? config?["endpoint_url"] else { return nil }
        guard endpoint.hasPrefix("https://") || endpoint.hasPrefix("http://"), let origin = Redirect.origin(endpoint), !origin.host.isEmpty else {
            throw .malformed(path: endpoint, place: "", reason: "is no S3 endpoint. AWS_ENDPOINT_URL_S3 should be like https://host:9000.")
        }
        return String(endpoint.reversed().drop { $0 == "/" }.reversed())
    }

    /// The key that variables or files name, and where it stands.
    var credentials: (AWSCredentials, origin: String)? {
        if let key = variable("AWS_ACCESS_KEY_ID"), let secret = variable("AWS_SECRET_ACCESS_KEY") {
            return (AWSCredentials(accessKey: key, secretKey: secret, sessionToken: variable("AWS_SESSION_TOKEN")), "AWS_ACCESS_KEY_ID")
        }
        for section in [secrets, config] {
            if let key = Self.filled(section?["aws_access_key_id"]), let secret = Self.filled(section?["aws_secret_access_key"]) {
                return (AWSCredentials(accessKey: key, secretKey: secret, sessionToken: section?["aws_session_token"]), "profile \(name)")
            }
        }
        return nil
    }

    /// How it gets its credentials, where that is a way that Rarity cannot go.
    var otherWay: String? { ["sso_session", "sso_start_url", "credential_process", "role_arn"].first { config?[$0] != nil } }

    private static func filled(_ text: String?) -> String? { text.flatMap { $0.trimmed.isEmpty ? nil : $0.trimmed } }
}
