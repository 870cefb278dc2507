// Text as strokes. Small letters are drawn as capitals; a character without a shape is a space.

enum Lettering {
    /// One character's strokes with its left top corner at (0, 0), 10 units high.
    static func path(_ character: Character) -> Path {
        let strokes = shape(character).strokes
        return Path { path in
            for stroke in pieces(strokes) {
                let n = stroke.numbers
                switch stroke.letter {
                case "M" where n.count == 2: path.move(n[0], n[1])
                case "L" where n.count == 2: path.line(n[0], n[1])
                case "Q" where n.count == 4: path.quad(n[0], n[1], n[2], n[3])
                default: break
                }
            }
        }
    }

    /// The width of a line of text in units, with the gaps between its letters.
    static func width(_ text: String, spacing: Float = 3) -> Float {
        text.reduce(-spacing) { $0 + shape($1).width + spacing }
    }

    private static func shape(_ character: Character) -> (strokes: String, width: Float) {
        Alphabet.shapes[Character(character.uppercased())] ?? ("", 3)
    }

    private static func pieces(_ strokes: String) -> [(letter: Character, numbers: [Float])] {
        strokes.split { $0 == " " }.reduce(into: []) { result, word in
            if let first = word.first, first.isLetter {
                result.append((first, [Float(word.dropFirst()) ?? 0]))
            } else if !result.isEmpty {
                result[result.count - 1].numbers.append(Float(word) ?? 0)
            }
        }
    }
}

extension Canvas {
    /// A centred line of text.
    /// - Parameters:
    ///   - y: the top of the capitals.
    ///   - height: of the capitals.
    ///   - weight: the width of the strokes, in tenths of the height.
    ///   - dance: how far letters bob up and down, in the same units, by `phase`.
    func text(_ text: String, x: Float, y: Float, height: Float, weight: Float = 1.4, paint: Paint,
              dance: Float = 0, phase: Float = 0) {
        at(x, y, scale: height / 10) {
            var left = -Lettering.width(text) / 2
            for (i, character) in text.enumerated() {
                let bob = dance == 0 ? 0 : dance * sine(phase + Float(i) * 0.7)
                saved {
                    transform.translate(left, bob)
                    stroke(Lettering.path(character), weight, paint)
                }
                left += Lettering.width(String(character)) + 3
            }
        }
    }

    func text(_ string: String, x: Float, y: Float, height: Float, weight: Float = 1.4, colour: Colour) {
        text(string, x: x, y: y, height: height, weight: weight, paint: .solid(colour))
    }
}
