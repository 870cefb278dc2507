// The same frame in another size: the last folder of its address differs.

import Frames

extension ImageFolder {
    /// The folder of another size. A base URL whose last folder is no size has no other one: it stays as it is.
    public func sized(_ size: ImageSize) -> ImageFolder {
        let parts = base.dropLast().split(separator: "/", omittingEmptySubsequences: false)
        guard let last = parts.last, ImageSize(rawValue: String(last)) != nil else { return self }
        return ImageFolder(text: parts.dropLast().joined(separator: "/") + "/\(size.rawValue)/") ?? self
    }
}
