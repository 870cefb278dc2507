// The forms of a manifest, and one line of it.

import Frames

/// The forms that a manifest is written in.
public enum ManifestFormat: String, CaseIterable, Sendable {
    /// JSON lines: `{"img-ref": "https://…jpg", "class": "Rare"}`
    case jl
    /// Columns `img-ref,class`
    case csv
    /// JSON lines `{"src_url": "https://…jpg", "dst_key": "tuttle_twins/s01e01/ML/train/Rare/….jpg"}`, in a file of its own for every
    /// version: `S01E01-manifest-2022-05-02T12:43:24.662714.jl`
    case versioned
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
