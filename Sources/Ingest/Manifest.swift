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
            case .jl: out += "{\"img-ref\": \(JSONText.quoted(line.imageRef)), \"class\": \"\(line.rarity)\"}\n"
            case .csv: out += "\(CSVText.cell(line.imageRef)),\(line.rarity)\n"
            }
        }
        return out
    }
}
