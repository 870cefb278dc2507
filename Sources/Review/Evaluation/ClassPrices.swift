// What a frame of each class starts to sell at: a wrong Legendary costs more than a wrong Common.

import Frames

/// The price of each class, in whatever currency; only ratios matter to an order.
public struct ClassPrices: Equatable, Sendable {
    /// Each class five times the one below it, where the project says nothing else.
    public static let standard = ClassPrices([1, 5, 25, 125, 625])

    /// In the order of `RarityClass`.
    public let values: [Double]

    /// - Precondition: one price a class.
    public init(_ values: [Double]) {
        precondition(values.count == RarityClass.count)
        self.values = values
    }

    public subscript(rarity: RarityClass) -> Double { values[rarity.rawValue] }

    /// What is lost, or asked too much, where one class stands for another.
    public func difference(_ a: RarityClass, _ b: RarityClass) -> Double { abs(self[a] - self[b]) }
}
