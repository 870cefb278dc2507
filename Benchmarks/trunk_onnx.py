"""The trunk as ONNX files for onnxruntime, from the weights in Sources: float32, and its own static int8."""
import os
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

sys.path.insert(0, os.path.dirname(__file__))
from trunk_blocks import BLOCKS, WEIGHTS


def float_model(height, width, outputs=("embedding",)):
    """Normalised NCHW pictures to `embedding`; `outputs` may name `block0` … `block15` too."""
    weights = load_file(WEIGHTS)
    nodes, tensors = [], []
    tensors.append(numpy_helper.from_array(np.float32(0), "low"))
    tensors.append(numpy_helper.from_array(np.float32(6), "high"))

    def conv(x, name, kernel, stride, size, group=1, relu=True, out=None):
        for part in ("weight", "bias"):
            tensors.append(numpy_helper.from_array(weights[f"{name}.{part}"].astype(np.float32), f"{name}.{part}"))
        pads = [max((-(-n // stride) - 1) * stride + kernel - n, 0) for n in size]
        before = [p // 2 for p in pads]
        y = out or f"{name}.sum"
        nodes.append(helper.make_node("Conv", [x, f"{name}.weight", f"{name}.bias"], [y], kernel_shape=[kernel] * 2,
                                      strides=[stride] * 2, group=group, pads=before + [p - b for p, b in zip(pads, before)]))
        if relu:
            nodes.append(helper.make_node("Clip", [y, "low", "high"], [f"{name}.relu"]))
            y = f"{name}.relu"
        return y, [-(-n // stride) for n in size]

    x, size = conv("input", "stem", 3, 2, [height, width])
    for i, (inputs, wide, out, kernel, stride) in enumerate(BLOCKS):
        before, y = x, x
        if i:
            y, _ = conv(y, f"block{i}.expand", 1, 1, size)
        y, size = conv(y, f"block{i}.depthwise", kernel, stride, size, group=wide)
        residual = stride == 1 and inputs == out
        x, _ = conv(y, f"block{i}.project", 1, 1, size, relu=False, out=None if residual else f"block{i}")
        if residual:
            nodes.append(helper.make_node("Add", [x, before], [f"block{i}"]))
            x = f"block{i}"
    x, _ = conv(x, "head", 1, 1, size)
    nodes.append(helper.make_node("GlobalAveragePool", [x], ["pooled"]))
    nodes.append(helper.make_node("Flatten", ["pooled"], ["embedding"]))
    graph = helper.make_graph(
        nodes, "lite0", [helper.make_tensor_value_info("input", TensorProto.FLOAT, ["n", 3, height, width])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", 1280] if name == "embedding" else ["n", None, None, None])
         for name in outputs], tensors)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    return model


def normalised(pictures):
    """Bytes n x height x width x 3 to what the graph takes."""
    return np.ascontiguousarray(((pictures.astype(np.float32) - 127) / 128).transpose(0, 3, 1, 2))


def quantised_file(path, pictures, folder):
    """onnxruntime's own static quantisation of a float32 file, calibrated on the pictures; returns its path."""
    from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
    from onnxruntime.quantization.shape_inference import quant_pre_process

    class Reader(CalibrationDataReader):
        def __init__(self):
            self.left = [{"input": p[None]} for p in normalised(pictures)]

        def get_next(self):
            return self.left.pop() if self.left else None

    prepared, out = os.path.join(folder, "prepared.onnx"), path.replace(".onnx", "-int8.onnx")
    quant_pre_process(path, prepared, skip_symbolic_shape=True)
    quantize_static(prepared, out, Reader(), quant_format=QuantFormat.QDQ, per_channel=True,
                    activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8)
    return out
