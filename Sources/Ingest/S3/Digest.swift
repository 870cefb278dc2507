// Checksums and signatures of libcrypto.

import CCrypto

enum Digest {
    static func sha256(_ bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBytes { digest($0, fetchedSHA256) } }

    static func sha256(_ text: String) -> [UInt8] {
        var text = text
        return text.withUTF8 { digest(UnsafeRawBufferPointer($0), fetchedSHA256) }
    }

    static func md5(_ bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBytes { digest($0, EVP_md5()) } }

    /// HMAC-SHA-256.
    static func hmac(_ key: [UInt8], _ text: String) -> [UInt8] {
        var out = [UInt8](repeating: 0, count: 32)
        let bytes = Array(text.utf8)
        HMAC(EVP_sha256(), key, Int32(key.count), bytes, bytes.count, &out, nil)
        return out
    }

    /// Lower case.
    static func hex(_ bytes: [UInt8]) -> String {
        func digit(_ nibble: UInt8) -> UInt8 { nibble < 10 ? 48 + nibble : 87 + nibble }
        return String(unsafeUninitializedCapacity: bytes.count * 2) { buffer in
            for (i, byte) in bytes.enumerated() {
                buffer[2 * i] = digit(byte >> 4)
                buffer[2 * i + 1] = digit(byte & 15)
            }
            return bytes.count * 2
        }
    }

    /// Looked up once.
    nonisolated(unsafe) private static let fetchedSHA256 = EVP_MD_fetch(nil, "SHA256", nil)

    private static func digest(_ bytes: UnsafeRawBufferPointer, _ kind: OpaquePointer?) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { out, count in
            var length: UInt32 = 0
            EVP_Digest(bytes.baseAddress, bytes.count, out.baseAddress, &length, kind, nil)
            count = Int(length)
        }
    }
}
