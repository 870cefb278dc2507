// Numbers as people read them.

/// `1 frame`, `2 frames`, `28,800 frames`
public func counted(_ number: Int, _ word: String) -> String { "\(grouped(number)) \(word)\(number == 1 ? "" : "s")" }

/// 28,800 as people write it.
public func grouped(_ number: Int) -> String {
    var digits = String(number)
    var at = digits.count - 3
    while at > (number < 0 ? 1 : 0) {
        digits.insert(",", at: digits.index(digits.startIndex, offsetBy: at))
        at -= 3
    }
    return digits
}

/// `12.4`, rounded to 0, 1 or 2 digits.
public func decimal(_ value: Double, _ digits: Int) -> String {
    let scale = digits == 0 ? 1.0 : digits == 1 ? 10 : 100
    let whole = (abs(value) * scale).rounded(), sign = value < 0 && whole > 0 ? "-" : ""
    guard digits > 0, whole < 1e15 else { return sign + (whole < 1e15 ? "\(Int(whole))" : "\(whole)") }
    let rest = Int(whole) % Int(scale)
    return sign + "\(Int(whole) / Int(scale))." + (digits == 2 && rest < 10 ? "0" : "") + "\(rest)"
}

/// `12.4 %`
public func percent(_ value: Double) -> String { decimal(value, 1) + " %" }
