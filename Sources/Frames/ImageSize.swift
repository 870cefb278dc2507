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
