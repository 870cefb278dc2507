// The private key of a service account. It signs, and nothing else ever reads it: no description, no error, no encoding.

import CCrypto

/// An RSA key that signs with RS256 (PKCS#1 v1.5 over SHA-256).
struct SigningKey: Sendable, CustomStringConvertible, CustomReflectable {
    private let pem: String

    /// `nil` where the text is no private RSA key in PEM form, or one behind a pass phrase.
    init?(pem: String) {
        self.pem = pem
        guard Self.withKey(pem, { _ in true }) == true else { return nil }
    }

    /// What takes the key's place wherever somebody prints it.
    var description: String { "a private key" }
    var customMirror: Mirror { Mirror(self, children: []) }

    /// The signature of a text; `nil` only where libcrypto has no memory left. Cost: about 1 ms.
    func signature(of text: String) -> [UInt8]? {
        let message = Array(text.utf8)
        return Self.withKey(pem) { key -> [UInt8]? in
            guard let context = EVP_MD_CTX_new() else { return nil }
            defer { EVP_MD_CTX_free(context) }
            var length = 0
            guard EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key) == 1,
                  EVP_DigestSign(context, nil, &length, message, message.count) == 1 else { return nil }
            var signature = [UInt8](repeating: 0, count: length)
            guard EVP_DigestSign(context, &signature, &length, message, message.count) == 1 else { return nil }
            return Array(signature.prefix(length))
        } ?? nil
    }

    private static func withKey<Result>(_ pem: String, _ body: (OpaquePointer) -> Result) -> Result? {
        var bytes = Array(pem.utf8)
        defer { OPENSSL_cleanse(&bytes, bytes.count) }
        guard let memory = BIO_new_mem_buf(bytes, Int32(bytes.count)) else { return nil }
        defer { BIO_free(memory) }
        // An empty pass phrase: libcrypto would ask for one on the terminal otherwise.
        var passPhrase: [CChar] = [0]
        guard let key = PEM_read_bio_PrivateKey(memory, nil, nil, &passPhrase) else {
            ERR_clear_error()
            return nil
        }
        defer { EVP_PKEY_free(key) }
        guard EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA else { return nil }
        return body(key)
    }
}
