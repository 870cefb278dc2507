// Where Google is. Settings may name other places, for tests and for proxies.

import Frames

/// Base addresses, without a slash at the end.
public struct GoogleEndpoints: Equatable, Sendable {
    /// The Sheets API.
    public var sheets: String
    /// Share links.
    public var documents: String
    /// Where tokens are given out; `nil`: as the credentials say.
    public var token: String?

    static let standardSheets = "https://sheets.googleapis.com"
    static let standardDocuments = "https://docs.google.com"
    static let standardToken = "https://oauth2.googleapis.com/token"

    /// Names of the variables, and of the keys in the table `[google]` of rarity.toml.
    public static let names: [(variable: String, key: String)] = [
        ("RARITY_GOOGLE_SHEETS_URL", "sheets_url"), ("RARITY_GOOGLE_DOCS_URL", "docs_url"), ("RARITY_GOOGLE_TOKEN_URL", "token_url"),
    ]

    /// - Parameters:
    ///   - environment: the variables of `names`; each stands over its setting.
    ///   - settings: the keys of `names`.
    /// - Throws: `GoogleError` for an address that is neither https nor on this machine: a token would go there in the open.
    public init(environment: [String: String] = [:], settings: [String: String] = [:]) throws(GoogleError) {
        var found: [String?] = []
        for (variable, key) in Self.names {
            let named = [(variable, environment[variable]), (key, settings[key])].first { $0.1?.isEmpty == false }
            guard let (name, address) = named, let address else { found.append(nil); continue }
            guard Self.isSafe(address) else {
                throw GoogleError(.settings, place: name, "\(address.printable()) should begin with https://, or with http://127.0.0.1 for a test.")
            }
            found.append(address.hasSuffix("/") ? String(address.dropLast()) : address)
        }
        sheets = found[0] ?? Self.standardSheets
        documents = found[1] ?? Self.standardDocuments
        token = found[2]
    }

    /// Whether a secret may be sent there.
    static func isSafe(_ address: String) -> Bool {
        if address.hasPrefix("https://") { return true }
        let local = ["http://127.0.0.1", "http://localhost", "http://[::1]"]
        return local.contains { prefix in
            guard address.hasPrefix(prefix) else { return false }
            return address.dropFirst(prefix.count).first.map { ":/".contains($0) } ?? true
        }
    }
}
