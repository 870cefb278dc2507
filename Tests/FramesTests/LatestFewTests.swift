import Testing
@testable import Frames

@Test("of what was met, the latest four are known, and the oldest makes room")
func latestFew() {
    var latest = LatestFew<Int>()
    #expect(latest.first { _ in true } == nil)
    for number in 1...6 {
        latest.add(number)
        #expect(latest.first { $0 == number } == number)
    }
    #expect((1...6).filter { wanted in latest.first { $0 == wanted } != nil } == [3, 4, 5, 6])
}
