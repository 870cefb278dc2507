import Testing
@testable import Model

@Suite("Similar rows")
struct UnitRowsTests {
    @Test("the nearest rows are those of ten plain lines, best first, at equal likeness the earlier one", arguments: [1, 3, 70, 199, 500, Int.max])
    func nearest(count: Int) {
        var random = MadeRandom(7)
        var rows = Matrix(rows: 200, columns: 6, values: (0..<1_200).map { _ in (random.normal() * 2).rounded() })
        for j in 0..<6 { rows[50, j] = 0 }
        let units = rows.unitRows
        let cosines = (0..<200).map { i in zip(units.row(i), units.row(9)).reduce(Float(0)) { $0 + $1.0 * $1.1 } }
        let found = UnitRows(rows).nearest(to: 9, count: count)
        #expect(found.count == min(count, 199))
        // Equal but for rounding.
        let expected = (0..<200).filter { $0 != 9 }.map { cosines[$0] }.sorted(by: >)
        for (one, cosine) in zip(found, expected) { #expect(abs(one.cosine - cosine) < 1e-5 && abs(cosines[one.row] - cosine) < 1e-5) }
        #expect(zip(found, found.dropFirst()).allSatisfy { $0.cosine > $1.cosine || ($0.cosine == $1.cosine && $0.row < $1.row) })
    }
}
