#!/usr/bin/env python3
"""Whether training libraries read a data set as it lies: torchvision's ImageFolder and Keras' image_dataset_from_directory.

    python3 -m venv V && V/bin/pip install torch torchvision tensorflow-cpu        (either one is enough)
    V/bin/python Benchmarks/dataset_reads.py FOLDER [train|validate|test]

Prints images by class as each library counts them, beside the files on the disk; status 1 where they differ.
"""
import os
import sys


def on_disk(folder):
    return {name: sum(file.endswith(".jpg") for _, _, files in os.walk(os.path.join(folder, name)) for file in files)
            for name in sorted(os.listdir(folder)) if os.path.isdir(os.path.join(folder, name))}


def by_torchvision(folder):
    from torchvision.datasets import ImageFolder
    images = ImageFolder(folder)
    images[0]
    counts = dict.fromkeys(images.classes, 0)
    for target in images.targets:
        counts[images.classes[target]] += 1
    return counts


def by_keras(folder):
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import keras
    images = keras.utils.image_dataset_from_directory(folder, image_size=(144, 256), batch_size=32, shuffle=False, verbose=False)
    next(iter(images))
    counts = dict.fromkeys(images.class_names, 0)
    for path in images.file_paths:
        counts[os.path.relpath(path, folder).split(os.sep)[0]] += 1
    return counts


def main():
    folder = os.path.join(sys.argv[1], *sys.argv[2:3])
    expected, tried = on_disk(folder), 0
    print(f"on disk: {expected}")
    for name, read in (("torchvision", by_torchvision), ("keras", by_keras)):
        try:
            counts = read(folder)
        except ImportError as missing:
            print(f"{name}: not tried, {missing}")
            continue
        tried += 1
        print(f"{name}: {counts}")
        if counts != expected:
            sys.exit(f"{name} reads something else")
    if not tried:
        sys.exit("neither library is installed")


if __name__ == "__main__":
    main()
