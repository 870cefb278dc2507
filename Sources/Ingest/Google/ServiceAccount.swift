// The credentials file that the Google Cloud console gives for a service account.

import Foundation
import Frames

/// A service account: a Google user that is a program. A sheet is shared with its `email`.
public struct ServiceAccount: Sendable {
    /// The address to share a sheet with.
    public let email: String
    /// The Google Cloud project that it belongs to; may be empty.
    let project: String
    let keyID: String
    /// Where tokens are given out.
    let tokenURL: String
    let key: SigningKey

    /// Reads a credentials file.
    /// - Throws: `GoogleError`; no text of it holds anything of the file but the address.
    public init(path: String) throws(GoogleError) {
        let bytes: [UInt8]
        do { bytes = try FileBytes.read(path) } catch { throw GoogleError(.credentials, "\(error)") }
        try self.init(bytes, path: path)
    }

    init(_ bytes: [UInt8], path: String) throws(GoogleError) {
        func wrong(_ reason: String) -> GoogleError { GoogleError(.credentials, place: path, reason) }
        guard let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else {
            throw wrong("is no JSON object. It should be the key of a service account, as the Google Cloud console gives it.")
        }
        guard object["type"] as? String == "service_account" else {
            throw wrong("is not the key of a service account: its \"type\" is no \"service_account\". Make a key of type JSON for a service account in the Google Cloud console.")
        }
        guard let email = object["client_email"] as? String, email.contains("@"), let pem = object["private_key"] as? String else {
            throw wrong("has no \"client_email\" or no \"private_key\". Make a new key of the service account.")
        }
        guard let key = SigningKey(pem: pem) else {
            throw wrong("its \"private_key\" cannot be read: it is no RSA key in PEM form, or was cut. Make a new key of the service account.")
        }
        self.key = key
        self.email = email.printable(limit: 200)
        project = (object["project_id"] as? String ?? "").printable(limit: 100)
        keyID = object["private_key_id"] as? String ?? ""
        tokenURL = object["token_uri"] as? String ?? GoogleEndpoints.standardToken
    }
}
