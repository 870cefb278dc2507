// The two functions of libm that drawing needs, in single precision.

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

func sine(_ angle: Float) -> Float { sinf(angle) }

func cosine(_ angle: Float) -> Float { cosf(angle) }

/// The point of the unit circle at an angle, clockwise on the screen from the right.
func direction(_ angle: Float) -> Point { Point(cosf(angle), sinf(angle)) }
