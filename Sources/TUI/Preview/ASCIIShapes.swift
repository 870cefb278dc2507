// How much ink the printable ASCII characters have, and where: measured on DejaVu Sans Mono. Other fonts
// differ in detail, but an M is darker than an i in all of them.

/// Coverage of each character on a grid of 2x4 parts of its cell.
enum ASCIIShapes {
    /// The characters of `coverage`.
    static let characters: [Character] = (32..<127).map { Character(Unicode.Scalar(UInt8($0))) }

    /// For each character 8 shares from 0 to 1: upper left, upper right, then downwards.
    static let coverage: [SIMD8<Float>] = {
        let digits = Array(table.utf8).filter { $0 != 10 && $0 != 32 }.map { Float($0 < 58 ? $0 - 48 : $0 - 87) }
        return stride(from: 0, to: digits.count, by: 16).map { start in
            var shares = SIMD8<Float>()
            for i in 0..<8 { shares[i] = (digits[start + 2 * i] * 16 + digits[start + 2 * i + 1]) / 255 }
            return shares
        }
    }()

    /// The same with a vector over eight characters: part after part of the first eight, then of the next.
    static let byPart: [SIMD8<Float>] = {
        let parts = (0..<8).map { part in vectors(coverage.map { $0[part] }, rest: 0) }
        return (0..<parts[0].count).flatMap { group in parts.map { $0[group] } }
    }()

    /// Eight values a vector; the last is filled up with `rest`.
    static func vectors(_ values: [Float], rest: Float) -> [SIMD8<Float>] {
        stride(from: 0, to: values.count, by: 8).map { start in
            SIMD8((start..<start + 8).map { $0 < values.count ? values[$0] : rest })
        }
    }

    /// Two hexadecimal digits a part, in the order of ASCII from the blank on.
    private static let table = """
        0000000000000000 0d0d2a2918180505 1616282800000000 0f1a657173620b06 040b68433581141c 1a007b312c81000f
        251c650c5e8c1618 0c0b151300000000 00193617400e0423 1a0019340f3f2404 0d0d515003030000 000018174f4d0000
        0000000012152509 000000001b1b0000 0000000014130706 0019084749052200 252462625d5d1010 251510441e541219
        30240359532d1817 2f25185e175e1e10 01253c5b4c74000a 2f245531165d1e0d 21286f3a5c5a1012 31340053361f0b00
        29285c5c605f1413 2a24545c3c6d180c 00001b1914130706 00001b1912152509 00002f3e3c3e0000 0000373637360000
        00003f2f3f3c0000 27290b5327160704 060e647c6f5e342a 14134d4e6c6c0b0b 34256d666163170c 1e3057025b170a1a
        37195459635e1805 31306a2d5f191619 2d33672c54000a00 222d570d5c6b0d1a 1a1a707054540a0a 2e2d2b293b391615
        192800531e571d0a 1a1f883a5b5d0a0d 1a0054005e1b151b 2727888858570a0a 26198c5a548e0a0e 272656565c5b1111
        31295f685f0d0a00 272656565b5b1132 3621695f5b590a0b 282b681d1a681c12 3e3d2a2a2a2a0505 1a1a54535a5a1212
        1b1b515149490707 19196e6d78780b0b 1c1b4a4c56540b0b 1b1c4f4f2b290505 2d3d08566122181c 181d400c400c241f
        19004d020e400022 1e170d3f0d3f2023 16152e2e00000000 000000000000403f 2203020600000000 00002d43677c1812
        1c00694960581314 00003e3057140a1c 001d486957601413 0000434576490f1c 0931524133190603 000049515b633549
        1d0065484c4d0a0a 0c11331f32401718 031a262f08443428 1d00563864520a0c 380343083c220114 0000645c66690d0d
        00004d484c4d0a0a 0000464658581111 0000524860574814 0000475358601349 00003e3a4d000a00 00004527375f1810
        0e006b2b48190214 00003435545d1513 000036364b4b0707 00003a3a76760a0a 000039394c4b0b0b 00003636474a440f
        000028504c291516 052d2a27481d103a 0e0d242324232220 2d0528271e463b0e 0000120426340000
        """
}
