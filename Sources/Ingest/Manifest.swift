// Manifests: the class of each image, for the programs that train on them.

import Frames

/// The forms that a manifest is written in.
public enum ManifestFormat: String, CaseIterable, Sendable {
    /// JSON lines: `{"img-ref": "https://…jpg", "class": "Rare"}`
    case jl
    /// Columns `img-ref,class`
    case csv
}

/// The address of an image and the class of its frame.
public struct ManifestLine: Equatable, Sendable {
    public var imageRef: String
    public var rarity: RarityClass

    public init(imageRef: String, rarity: RarityClass) {
        self.imageRef = imageRef
        self.rarity = rarity
    }
}

/// Writes manifests.
public enum Manifest {
    /// The whole text of a manifest; each line ends with a line feed.
    public static func text(_ lines: [ManifestLine], _ format: ManifestFormat) -> String {
        var out = format == .csv ? "img-ref,class\n" : ""
        for line in lines {
            switch format {
            case .jl: out += "{\"img-ref\": \(jsonString(line.imageRef)), \"class\": \"\(line.rarity)\"}\n"
            case .csv: out += "\(csvCell(line.imageRef)),\(line.rarity)\n"
            }
        }
        return out
    }

    private static func jsonString(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case _ where scalar.value < 0x20:
                let code = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - code.count) + code
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    private static func csvCell(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return text }
        var out = "\""
        for character in text { out += character == "\"" ? "\"\"" : String(character) }
        return out + "\""
    }
}
