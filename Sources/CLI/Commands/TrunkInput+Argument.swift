// How input size and precision of the trunk are named on the command line: by their raw values.

import ArgumentParser
import Model

extension TrunkInput: ExpressibleByArgument {}
extension TrunkPrecision: ExpressibleByArgument {}
