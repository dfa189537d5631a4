"""Writes the seeds that Java cannot: python make.py FOLDER, with numpy, h5py, Pillow and imagecodecs."""

import struct
import sys
from pathlib import Path

import h5py
import imagecodecs
import numpy as np
from PIL import Image

out = Path(sys.argv[1])
y, x = np.mgrid[:14, :20]
grey = ((13 * x + 29 * y) % 256).astype("u1")
deep = ((401 * x + 907 * y) % 4096).astype("u2")
rgb = np.dstack([(13 * x + 29 * y + 71 * c) % 256 for c in range(3)]).astype("u1")


def put(target, name, content):
    (out / target).mkdir(parents=True, exist_ok=True)
    (out / target / name).write_bytes(content)


def codestream(target, name, picture, content):
    rows, columns = picture.shape[:2]
    components = picture.shape[2] if picture.ndim == 3 else 1
    put(target, name, struct.pack(">HHB", columns, rows, components - 1) + content)


for name, picture, bits in (("grey", grey, 8), ("deep", deep, 12), ("rgb", rgb, 8)):
    for predictor in (1, 4, 7):
        coded = imagecodecs.jpeg8_encode(picture, lossless=True, predictor=predictor, bitspersample=bits)
        codestream("jpeg-codec", f"{name}-lossless-{predictor}", picture, coded)
    codestream("jpeg-codec", f"{name}-lossy", picture, imagecodecs.jpeg8_encode(picture, level=80, bitspersample=bits))
    for near in (0, 3):
        codestream("jpeg-ls-codec", f"{name}-{near}", picture, imagecodecs.jpegls_encode(picture, level=near))
    for reversible in (True, False):
        kind = "reversible" if reversible else "lossy"
        codestream("jpeg-2000-codec", f"{name}-{kind}", picture,
                   imagecodecs.jpeg2k_encode(picture, level=0 if reversible else 30, reversible=reversible,
                                             codecformat="j2k", resolutions=3))
        codestream("jpeg-2000-codec", f"{name}-htj2k-{kind}", picture,
                   imagecodecs.htj2k_encode(picture, reversible=reversible))
codestream("jpeg-2000-codec", "rgb-jp2", rgb, imagecodecs.jpeg2k_encode(rgb, level=0, codecformat="jp2", resolutions=2))

for name, latest in (("old.h5", None), ("new.h5", "latest")):
    (out / "hdf5").mkdir(parents=True, exist_ok=True)
    with h5py.File(out / "hdf5" / name, "w", libver=latest) as file:
        file.create_dataset("a/b", data=deep[:3, :4], chunks=(2, 2), compression="gzip", shuffle=True)
        file.create_dataset("f", data=np.arange(3, dtype="f4"), maxshape=(None,), fletcher32=True)
        file["compound"] = np.zeros(2, dtype=[("x", "i4"), ("y", "f8")])
        file["text"] = np.array([b"ab", b"c"])
        file["link"] = h5py.SoftLink("/a/b")
        file.attrs["note"] = "text"

(out / "webp").mkdir(parents=True, exist_ok=True)
Image.fromarray(rgb).save(out / "webp" / "lossless.webp", lossless=True)
Image.fromarray(rgb).save(out / "webp" / "lossy.webp", quality=60)
alpha = Image.fromarray(np.dstack([rgb, grey]))
alpha.save(out / "webp" / "alpha.webp", quality=60)
alpha.save(out / "webp" / "frames.webp", save_all=True, append_images=[alpha.rotate(180)], lossless=True)
