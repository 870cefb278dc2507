"""The trunk's shape for the scripts that build it anew."""
WEIGHTS = "Sources/Clibs/CTrunkWeights/efficientnet-lite0-folded-f16.safetensors"
BLOCKS = [  # in, wide, out, kernel, stride
    (32, 32, 16, 3, 1), (16, 96, 24, 3, 2), (24, 144, 24, 3, 1), (24, 144, 40, 5, 2), (40, 240, 40, 5, 1), (40, 240, 80, 3, 2),
    (80, 480, 80, 3, 1), (80, 480, 80, 3, 1), (80, 480, 112, 5, 1), (112, 672, 112, 5, 1), (112, 672, 112, 5, 1),
    (112, 672, 192, 5, 2), (192, 1152, 192, 5, 1), (192, 1152, 192, 5, 1), (192, 1152, 192, 5, 1), (192, 1152, 320, 3, 1)]
