// The signed request for an access token (RFC 7523): who asks, for what, from when and until when.

/// What a service account claims, good for an hour.
struct JSONWebToken {
    let issuer: String
    let scope: String
    /// The address that it is sent to, so that it is worth nothing anywhere else.
    let audience: String
    /// UTC, seconds since 1970.
    let issuedAt: Int

    static let life = 3600

    /// `header.claims.signature`; `nil` only where it cannot be signed.
    func signed(by key: SigningKey, id: String) -> String? {
        let header = "{\"alg\":\"RS256\",\"typ\":\"JWT\"" + (id.isEmpty ? "" : ",\"kid\":\(JSONText.quoted(id))") + "}"
        let claims = "{\"iss\":\(JSONText.quoted(issuer)),\"scope\":\(JSONText.quoted(scope)),\"aud\":\(JSONText.quoted(audience)),"
            + "\"iat\":\(issuedAt),\"exp\":\(issuedAt + Self.life)}"
        let text = Base64URL.text(header.utf8) + "." + Base64URL.text(claims.utf8)
        return key.signature(of: text).map { text + "." + Base64URL.text($0) }
    }
}
