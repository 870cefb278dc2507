// The sizes that a frame exists in; they differ in the last folder of the address only.

/// A size by the name of its folder.
public enum ImageSize: String, CaseIterable, Sendable {
    case highRes = "high_res"
    case midRes = "mid_res"
    case lowRes = "low_res"
    /// 640x360: what is previewed and embedded.
    case thumbnails
    /// Small; not every episode has them.
    case stamps
}

extension ImageFolder {
    /// The folder of another size. A base URL whose last folder is no size has no other one: it stays as it is.
    public func sized(_ size: ImageSize) -> ImageFolder {
        let parts = base.dropLast().split(separator: "/", omittingEmptySubsequences: false)
        guard let last = parts.last, ImageSize(rawValue: String(last)) != nil else { return self }
        return ImageFolder(text: parts.dropLast().joined(separator: "/") + "/\(size.rawValue)/") ?? self
    }
}
