// The demo film is tested by what it leaves on the disk and by its script.

import Testing
@testable import Demo

@Test("the same numbers follow from the same seed")
func seedsRepeat() {
    var a = SplitMix64(1, 2), b = SplitMix64(1, 2), c = SplitMix64(1, 3)
    #expect((0..<9).map { _ in a.next() } == (0..<9).map { _ in b.next() })
    #expect(a.next() != c.next())
}
