// A picture whose every part looks wrong in its own way where a terminal lacks something.

import Frames

/// The test card of `rarity doctor`.
public enum TestCard {
    /// A drawn picture as cells, then every sign that the app uses, with what should be seen.
    /// - Parameters:
    ///   - isUnicode: whether signs beyond ASCII can be shown.
    ///   - columns: width of the picture.
    public static func text(mode: ColourMode, isUnicode: Bool, columns: Int = 64) -> String {
        var text = Preview.render(image: picture, columns: columns, rows: columns / 4, mode: isUnicode ? mode : .ascii).text
        let theme = Theme(isUnicode: isUnicode, mode: mode)
        text += "Above: even bands of colour, a smooth ramp from black to white, a round disc without steps.\n"
        text += "classes  " + RarityClass.allCases.map { "\($0.letter) \(theme.shape($0)) \($0.name)" }.joined(separator: "   ") + "\n"
        guard isUnicode else { return text }
        text += "blocks   ▁▂▃▄▅▆▇█ ▏▎▍▌▋▊▉█ ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█   one row of bricks each, without gaps\n"
        text += "borders  ┌──┬──┐ │ │ ├──┼──┤ └──┴──┘   lines that meet\n"
        text += "signs    ● ✔ ≠ ▸ ← ↑ → ↓ … ×   each one cell wide:|\n"
        return text
    }

    /// 256 x 128: bands of hue, a ramp of grey below, a disc over both.
    static var picture: RGBImage {
        let width = 256, height = 128
        var pixels = [UInt8](repeating: 0, count: width * height * 3)
        for y in 0..<height {
            for x in 0..<width {
                let place = (y * width + x) * 3
                let rgb = y >= 96 ? [x, x, x] : hue(x * 6 / width * 256 + 128)
                for c in 0..<3 { pixels[place + c] = UInt8(rgb[c] * (y >= 96 ? 256 : 160 + y) / 256) }
                let dx = x - 128, dy = y - 60
                if dx * dx + dy * dy < 44 * 44 {
                    let shade = 255 - (dx * dx + dy * dy) / 12
                    for c in 0..<3 { pixels[place + c] = UInt8(max(0, shade - c * 40)) }
                }
            }
        }
        return RGBImage(width: width, height: height, pixels: pixels)
    }

    /// A pure colour; 256 steps from one of the six to the next.
    private static func hue(_ angle: Int) -> [Int] {
        let step = angle % 256, sector = angle / 256 % 6
        return switch sector {
        case 0: [255, step, 0]
        case 1: [255 - step, 255, 0]
        case 2: [0, 255, step]
        case 3: [0, 255 - step, 255]
        case 4: [step, 0, 255]
        default: [255, 0, 255 - step]
        }
    }
}
