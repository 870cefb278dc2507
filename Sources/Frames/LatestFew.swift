// Neighbours among a film's frames have most in common, and scenes alternate between few things: what was met last is looked at before
// anything is looked up.

/// The latest four elements of some; the oldest makes room.
public struct LatestFew<Element> {
    @usableFromInline var elements: [Element] = []
    @usableFromInline var oldest = 0

    public init() {}

    /// The one that satisfies a condition. Cost: four comparisons at most.
    @inlinable
    public func first(where isWanted: (Element) -> Bool) -> Element? {
        for index in elements.indices where isWanted(elements[index]) { return elements[index] }
        return nil
    }

    @inlinable
    public mutating func add(_ element: Element) {
        guard elements.count == 4 else { return elements.append(element) }
        elements[oldest] = element
        oldest = (oldest + 1) % 4
    }
}

extension LatestFew: Sendable where Element: Sendable {}
