// Where the image of a frame lies in the outer world: the sheet's base URL, the frame number, ".jpg".

import Frames

/// A checked base URL of a sheet.
public struct ImageFolder: Hashable, Sendable {
    /// As the sheet has it, ending in a slash.
    public let base: String
    /// Whether the sheet's text did not end in one.
    let slashWasAdded: Bool

    /// Amazon's endpoint in the region where the earlier system keeps its images.
    public static let standardEndpoint = "https://s3.us-west-2.amazonaws.com"

    /// The S3 endpoint in use, of the variables or the profile, read once; Amazon's where none is named.
    public static let endpoint = (try? S3Settings.endpoint()) ?? standardEndpoint

    /// Reads `https://…/`, `http://…/`, `s3://bucket/…/` or, without a scheme, `bucket/…/`.
    /// `nil` for what can be no address, and for one that climbs out of its folder.
    public init?(text: String) {
        let word = text.trimmed
        guard !word.isEmpty, word.utf8.count <= 1000, word.unicodeScalars.allSatisfy(Self.isAllowed) else { return nil }
        let parts = word.components(separatedBy: "://")
        let path: String
        switch parts.count {
        case 1: path = word
        case 2 where ["https", "http", "s3"].contains(parts[0]): path = parts[1]
        default: return nil
        }
        let folders = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let host = folders.first, host.utf8.count >= 2, host.first != ".", !folders.contains(".."),
              host.unicodeScalars.allSatisfy({ $0.properties.isAlphabetic || $0.properties.numericType != nil || ".-_:".unicodeScalars.contains($0) }),
              parts.count == 2 || folders.count > 1 else { return nil }
        slashWasAdded = !word.hasSuffix("/")
        base = slashWasAdded ? word + "/" : word
    }

    /// The address of a frame's image in its full form, `https://…/TT_S01_E01_FRM-00-00-08-12.jpg`.
    ///
    /// - Parameter endpoint: where a base URL without a scheme, bucket/path, lies.
    public func imageAddress(_ number: FrameNumber, endpoint: String = ImageFolder.endpoint) -> String {
        address(endpoint: endpoint) + number.fileName
    }

    /// The folder in its full form, ending in a slash.
    func address(endpoint: String) -> String {
        if base.hasPrefix("http") && base.contains("://") { return base }
        return "\(endpoint)/\(base.hasPrefix("s3://") ? String(base.dropFirst(5)) : base)"
    }

    /// Printable, no white space, and nothing that ends a cell or a string.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        String(scalar).printable() == String(scalar) && !scalar.properties.isWhitespace
            && !"\"'<>\\^`{|}".unicodeScalars.contains(scalar)
    }
}
