// Which server, which region, whose credentials: the standard variables and files, as the aws command line reads them.

import Foundation
import Frames

/// What an S3 client needs to know.
public struct S3Settings: Sendable, Equatable {
    public enum Addressing: String, Sendable {
        /// The bucket in the host's name at Amazon, where the name allows it; in the path elsewhere.
        case auto
        case path
        case virtual
    }

    /// `https://host[:port]`, without a slash at the end; `nil`: Amazon's of the region.
    public var endpoint: String?
    public var region: String
    /// `nil`: requests are not signed, which is enough for public objects.
    public var credentials: AWSCredentials?
    /// Where the credentials are from, for errors: `AWS_ACCESS_KEY_ID`, `profile default`.
    public var credentialsOrigin = ""
    public var addressing = Addressing.auto

    public static let standardRegion = "us-west-2"

    public init(endpoint: String? = nil, region: String = S3Settings.standardRegion, credentials: AWSCredentials? = nil, addressing: Addressing = .auto) {
        self.endpoint = endpoint
        self.region = region
        self.credentials = credentials
        self.addressing = addressing
    }

    /// From variables and files: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`, `AWS_PROFILE`, `AWS_REGION`,
    /// `AWS_DEFAULT_REGION`, `AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL`, `AWS_SHARED_CREDENTIALS_FILE`, `AWS_CONFIG_FILE`.
    /// - Throws: `IngestError` for a file that cannot be read, a profile that is named and nowhere, and for one that gets its
    ///   credentials in a way that Rarity cannot.
    public static func load(_ environment: [String: String] = ProcessInfo.processInfo.environment) throws(IngestError) -> S3Settings {
        func variable(_ name: String) -> String? { environment[name].flatMap { $0.trimmed.isEmpty ? nil : $0.trimmed } }
        let home = environment["HOME"] ?? ""
        let secretsPath = variable("AWS_SHARED_CREDENTIALS_FILE") ?? home + "/.aws/credentials"
        let configPath = variable("AWS_CONFIG_FILE") ?? home + "/.aws/config"
        let secrets = try AWSConfigFile(path: secretsPath).sections, config = try AWSConfigFile(path: configPath).sections
        let named = variable("AWS_PROFILE"), name = named ?? "default"
        let profile = config["profile \(name)"] ?? (name == "default" ? config["default"] : nil)
        if named != nil, profile == nil, secrets[name] == nil {
            throw .malformed(path: configPath, place: "", reason: "has no profile \"\(name)\" (AWS_PROFILE), and \(secretsPath) has none either.")
        }
        var settings = S3Settings(region: variable("AWS_REGION") ?? variable("AWS_DEFAULT_REGION") ?? profile?["region"] ?? standardRegion)
        let service = profile?["services"].flatMap { config["services \($0)"] }
        if let endpoint = variable("AWS_ENDPOINT_URL_S3") ?? variable("AWS_ENDPOINT_URL") ?? service?["s3.endpoint_url"] ?? profile?["endpoint_url"] {
            guard endpoint.hasPrefix("https://") || endpoint.hasPrefix("http://"), let origin = Redirect.origin(endpoint), !origin.host.isEmpty else {
                throw .malformed(path: endpoint, place: "", reason: "is no S3 endpoint. AWS_ENDPOINT_URL_S3 should be like https://host:9000.")
            }
            settings.endpoint = String(endpoint.reversed().drop { $0 == "/" }.reversed())
        }
        if let text = profile?["s3.addressing_style"], let addressing = Addressing(rawValue: text) { settings.addressing = addressing }
        if let key = variable("AWS_ACCESS_KEY_ID"), let secret = variable("AWS_SECRET_ACCESS_KEY") {
            settings.credentials = AWSCredentials(accessKey: key, secretKey: secret, sessionToken: variable("AWS_SESSION_TOKEN"))
            settings.credentialsOrigin = "AWS_ACCESS_KEY_ID"
        } else if let found = credentials(secrets[name]) ?? credentials(profile) {
            settings.credentials = found
            settings.credentialsOrigin = "profile \(name)"
        } else if let way = ["sso_session", "sso_start_url", "credential_process", "role_arn"].first(where: { profile?[$0] != nil }) {
            throw .malformed(path: configPath, place: "profile \(name)", reason: "gets its credentials by \(way). "
                + "Type  eval \"$(aws configure export-credentials --profile \(name) --format env)\"  and run this again.")
        }
        return settings
    }

    private static func credentials(_ section: [String: String]?) -> AWSCredentials? {
        guard let key = section?["aws_access_key_id"], let secret = section?["aws_secret_access_key"], !key.isEmpty else { return nil }
        return AWSCredentials(accessKey: key, secretKey: secret, sessionToken: section?["aws_session_token"])
    }
}
