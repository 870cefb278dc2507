// Kitty's graphics protocol: a picture is sent once under a number, then parts of it are placed on cells.
// Source: https://sw.kovidgoyal.net/kitty/graphics-protocol/

import Foundation
import Frames

struct KittyPicture: Sendable {
    private let width: Int, height: Int
    /// Sends the pixels; nothing is seen yet.
    let transmission: String
    /// The protocol's longest piece.
    private static let piece = 4_096

    init(_ image: RGBImage, number: Int) {
        (width, height) = (image.width, image.height)
        transmission = Self.sent(image, number)
    }

    /// Shows rows of cells of a picture of `rows`, at the cursor, which stays unless it is to move behind the picture.
    func placement(_ number: Int, index: Int, band: Range<Int>, columns: Int, rows: Int, movesCursor: Bool = false) -> String {
        let top = band.lowerBound * height / rows, bottom = band.upperBound * height / rows
        return Self.command("a=p,i=\(number),p=\(index + 1),x=0,y=\(top),w=\(width),h=\(max(1, bottom - top)),c=\(columns),r=\(band.count),C=\(movesCursor ? 0 : 1),q=2")
    }

    /// Takes a picture off the screen and forgets its pixels.
    static func removal(_ number: Int) -> String { command("a=d,d=I,i=\(number),q=2") }
    /// Takes all pictures off the screen.
    static let removalOfAll = command("a=d,d=A,q=2")
    /// A question that a terminal answers which can show pictures: may this pixel be sent?
    static let question = command("a=q,i=31,s=1,v=1,t=d,f=24", "AAAA")

    private static func sent(_ image: RGBImage, _ number: Int) -> String {
        let payload = Data(image.pixels).base64EncodedString()
        var out = "", first = true
        out.reserveCapacity(payload.utf8.count * 101 / 100 + 100)
        var rest = payload.utf8[...]
        repeat {
            let part = rest.prefix(piece)
            rest = rest.dropFirst(piece)
            out += command((first ? "a=t,i=\(number),f=24,t=d,s=\(image.width),v=\(image.height),q=2," : "") + "m=\(rest.isEmpty ? 0 : 1)", String(Substring(part)))
            first = false
        } while !rest.isEmpty
        return out
    }

    private static func command(_ keys: String, _ payload: String = "") -> String {
        "\u{1B}_G\(keys)\(payload.isEmpty ? "" : ";" + payload)\u{1B}\\"
    }
}
