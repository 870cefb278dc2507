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
    /// Who is asked for credentials where none are set.
    public var machine: MachineCredentials?
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
    /// `AWS_DEFAULT_REGION`, `AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL`, `AWS_SHARED_CREDENTIALS_FILE`, `AWS_CONFIG_FILE`; after them, as the
    /// SDKs do, from the container (`AWS_CONTAINER_CREDENTIALS_…_URI`) or the EC2 instance, unless `AWS_EC2_METADATA_DISABLED`.
    /// - Throws: `IngestError` for a file that cannot be read, a profile that is named and nowhere, and for one that gets its
    ///   credentials in a way that Rarity cannot.
    public static func load(_ environment: [String: String] = ProcessInfo.processInfo.environment) throws(IngestError) -> S3Settings {
        let profile = try AWSProfile(environment)
        var settings = S3Settings(endpoint: try profile.endpoint(), region: profile.variable("AWS_REGION") ?? profile.variable("AWS_DEFAULT_REGION")
            ?? profile.config?["region"] ?? standardRegion)
        if let text = profile.config?["s3.addressing_style"], let addressing = Addressing(rawValue: text) { settings.addressing = addressing }
        if let (found, origin) = profile.credentials {
            (settings.credentials, settings.credentialsOrigin) = (found, origin)
        } else if let way = profile.otherWay {
            throw .malformed(path: profile.configPath, place: "profile \(profile.name)", reason: "gets its credentials by \(way). "
                + "Type  eval \"$(aws configure export-credentials --profile \(profile.name) --format env)\"  and run this again.")
        } else if let machine = try MachineCredentials(profile) {
            (settings.machine, settings.credentialsOrigin) = (machine, machine.origin)
        }
        return settings
    }

    /// The endpoint alone, which needs no credentials; `nil`: Amazon's.
    /// - Throws: `IngestError`, as `load`.
    public static func endpoint(_ environment: [String: String] = ProcessInfo.processInfo.environment) throws(IngestError) -> String? {
        try AWSProfile(environment).endpoint()
    }
}
