import Testing
@testable import Demo

@Test("every character that titles, cards, credits and signs use has a shape of its own")
func everyLetterHasAShape() {
    let texts = Cards.series + Cards.credits.flatMap { [$0.0, $0.1] } + [Cards.end] + Episode.titles + [Episode.newTitle] + Plan.cards + Street.signs
    for character in Set(texts.joined()) where character != " " {
        #expect(!Lettering.path(character).elements.isEmpty, "no shape for \(character)")
    }
}

@Test("every shape of the alphabet stays in its box and begins with a move")
func shapesFit() {
    for (character, shape) in Alphabet.shapes where character != " " {
        var box = (low: Point(99, 99), high: Point(-99, -99))
        Lettering.path(character).flatten(Transform()) { points, _ in
            for p in points { box = (pointwiseMin(box.low, p), pointwiseMax(box.high, p)) }
        }
        #expect(box.low.x >= -0.5 && box.low.y >= -0.1 && box.high.x <= shape.width + 0.5 && box.high.y <= 11.5, "\(character) \(box)")
    }
}

@Test("a longer text is wider, and small letters are drawn as capitals")
func widths() {
    #expect(Lettering.width("TICK-TOCK") > Lettering.width("TICK"))
    #expect(Lettering.width("tick") == Lettering.width("TICK"))
    #expect(Lettering.path("q").elements.count == Lettering.path("Q").elements.count)
}
