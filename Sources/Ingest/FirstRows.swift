// Each frame counts where it stands first. Nearly every sheet is in the order of the film, where no row has to be looked for.

/// Rows of one series by timecode.
struct FirstRows {
    /// Ascending: the frames that are later than all above them.
    private var timecodes: [Int] = []
    private var rows: [Int] = []
    private var others: [Int: Int] = [:]

    /// - Returns: the row where the frame stands already; `nil` where this is the first one, which is kept.
    ///   Cost: constant for a later frame, else logarithmic.
    mutating func add(_ timecode: Int, row: Int) -> Int? {
        guard let last = timecodes.last, timecode <= last else {
            timecodes.append(timecode)
            rows.append(row)
            return nil
        }
        var range = timecodes.indices
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            if timecodes[middle] == timecode { return rows[middle] }
            range = timecodes[middle] < timecode ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        if let first = others[timecode] { return first }
        others[timecode] = row
        return nil
    }
}
