import Testing
@testable import Review

@Suite struct ClassRunsTests {
    /// Rows that are this sure of their class, the rest shared out.
    private func rows(_ classes: [Int], sure: Float = 0.8) -> [[Float]] {
        classes.map { one in (0..<5).map { $0 == one ? sure : (1 - sure) / 4 } }
    }

    @Test("a prediction that changes for good is a split; one odd frame, or a doubtful change, is none", arguments: [
        ([0, 0, 0, 0, 3, 3, 3], 0.8, [4]), ([0, 0, 3, 3, 3, 1, 1, 1], 0.9, [2, 5]), ([0, 0, 0, 3, 0, 0], 0.99, []),
        ([0, 0, 0, 3], 0.99, []), ([3, 0, 0, 0], 0.99, []), ([0, 0, 0, 3, 3], 0.3, []), ([0, 0, 0], 0.8, []), ([2], 0.8, []), ([], 0.8, []),
    ] as [([Int], Float, [Int])])
    func changes(classes: [Int], sure: Float, expected: [Int]) {
        let found = ClassRuns().changes(rows(classes, sure: sure))
        #expect(found.rows == expected)
        #expect(found.classes.count == (classes.isEmpty ? 0 : expected.count + 1))
    }

    @Test("frames that say nothing belong to what is around them")
    func silentFrames() {
        let silent = [[Float]](repeating: [0, 0, 0, 0, 0], count: 2)
        #expect(ClassRuns().changes(rows([0, 0, 0]) + silent + rows([0, 0])).rows == [])
    }
}
