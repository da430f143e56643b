"""What is known of the libraries that lie inside wheels, and that they do not say of themselves.

Each is named as its makers write it. Licences are SPDX expressions, as the texts in `packaging/licences` and in the
wheels say them. No version stands here: those are read in the libraries.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Known(NamedTuple):
    """One library.

    Attributes:
        licence: an SPDX expression.
        product: maker and product in the lists of known defects (CPE).
        files: how its files are named in wheels, as far as tools leave that.
        telltale: a pattern of what it says of its version, wherever it lies.
        also: what a wheel's own bill of materials or its licence texts call it.
    """

    licence: str
    product: str = ""
    files: tuple[str, ...] = ()
    telltale: bytes = b""
    also: tuple[str, ...] = ()

    @property
    def tells_anywhere(self) -> bool:
        """Whether its telltale tells of it in a library that holds others, too."""
        return self.telltale not in (b"", _ALONE)


_ALONE: Final = rb"\0(\d+\.\d+\.\d+)\0"
_BSD: Final = "BSD-3-Clause"
_GCC: Final = "GPL-3.0-or-later WITH GCC-exception-3.1"

KNOWN: Final = {
    "Abseil": Known("Apache-2.0", telltale=rb"lts_(20\d{6})", also=("abseil-cpp",)),
    "Adobe Glyph List For New Fonts": Known(_BSD),
    "Argon2": Known("CC0-1.0 OR Apache-2.0"),
    "BLAKE2": Known("CC0-1.0 OR Apache-2.0"),
    "Boost.Mp11": Known("BSL-1.0", also=("boostorg/boost",)),
    "Brotli": Known("MIT", "google:brotli", ("libbrotlicommon", "libbrotlidec")),
    "Cocoa platform plugin": Known(_BSD),
    "cpuinfo": Known("BSD-2-Clause", also=("pytorch/cpuinfo",)),
    "D3D12 Memory Allocator": Known("MIT"),
    "DLPack": Known("Apache-2.0"),
    "double-conversion": Known(_BSD),
    "Easing equations": Known(_BSD),
    "Eigen": Known("MPL-2.0"),
    "Emoji segmenter": Known("Apache-2.0"),
    "FFmpeg": Known(
        "LGPL-2.1-or-later", "ffmpeg:ffmpeg",
        ("libavcodec", "libavformat", "libavutil", "libswresample", "libswscale"), rb"FFmpeg version (\d[\d.]*)\0",
    ),
    "forkfd": Known("MIT"),
    "FreeBSD strtoll": Known(_BSD),
    "FreeType": Known("FTL", "freetype:freetype", ("libfreetype",)),
    "FlatBuffers": Known("Apache-2.0", "google:flatbuffers"),
    "HarfBuzz": Known("MIT-Modern-Variant", "harfbuzz_project:harfbuzz", ("libharfbuzz",)),
    "IAccessible2": Known(_BSD),
    "ICU": Known("Unicode-DFS-2016 AND ICU", "icu-project:international_components_for_unicode"),
    "Intel IPP": Known("Intel Simplified Software License", also=("IPP ICV",)),
    "Intel ITT": Known("BSD-3-Clause OR GPL-2.0-only"),
    "JSON for Modern C++": Known("MIT", telltale=rb"json_abi_v(\d+_\d+_\d)", also=("nlohmann/json",)),
    "Khronos headers": Known("MIT-Khronos-old AND (Apache-2.0 OR MIT)"),
    "libaegis": Known("MIT"),
    "libaom": Known("BSD-2-Clause", "aomedia:aomedia", ("libaom",), _ALONE, ("aom",)),
    "libavif": Known("BSD-2-Clause", "aomedia:libavif", ("libavif",), _ALONE),
    "libdrm": Known("MIT", files=("libdrm",)),
    "libffi": Known("MIT"),
    "libgfortran": Known(_GCC, files=("libgfortran",)),
    "libjpeg-turbo": Known(
        "IJG AND BSD-3-Clause AND Zlib", "libjpeg-turbo:libjpeg-turbo", ("libjpeg",),
        rb"libjpeg-turbo version (\d[\d.]*\d)", ("libjpeg",),
    ),
    "libpng": Known("libpng-2.0", "libpng:libpng", ("libpng16",), rb"libpng version (\d[\d.]*\d)"),
    "libquadmath": Known("LGPL-2.1-or-later", files=("libquadmath",)),
    "libtiff": Known("libtiff", "libtiff:libtiff", ("libtiff",), rb"LIBTIFF, Version (\d[\d.]*\d)", ("TIFF library",)),
    "libvpx": Known(_BSD, "webmproject:libvpx", ("libvpx",), rb"\0v(\d+\.\d+\.\d+)\0"),
    "libwebp": Known(
        _BSD, "webmproject:libwebp", ("libwebp", "libsharpyuv", "libwebpdemux", "libwebpmux"), also=("webp",)
    ),
    "libXau": Known("MIT-open-group", files=("libXau",), also=("xau",)),
    "libxcb": Known("X11", "x:libxcb", ("libxcb",), also=("xcb",)),
    "Little CMS": Known("MIT", "littlecms:little_cms", ("liblcms2",), also=("Little CMS 2", "lcms")),
    "MD4C": Known("MIT"),
    "Microsoft GSL": Known("MIT"),
    "MLAS": Known("MIT"),
    "MurmurHash3": Known("MIT"),
    "ONNX": Known("Apache-2.0", "linuxfoundation:onnx", telltale=rb"buildtrees.onnx.src.v(\d+\.\d+\.\d+)-"),
    "OpenBLAS": Known(
        _BSD, "openblas_project:openblas", ("libopenblasp", "libscipy_openblas64_"), rb"OpenBLAS (\d[\d.]*\d) "
    ),
    "OpenJPEG": Known("BSD-2-Clause", "uclouvain:openjpeg", ("libopenjp2",), _ALONE),
    "OpenSSL": Known(
        "Apache-2.0", "openssl:openssl", ("libcrypto", "libssl"), rb"OpenSSL (\d+\.\d+\.\d+[a-z]?) "
    ),
    "PCRE2": Known(_BSD, "pcre:pcre2", telltale=rb"\0(1\d\.\d+) \d{4}-\d\d-\d\d"),
    "Protobuf": Known(_BSD, "google:protobuf", telltale=rb"buildtrees.protobuf.src.v(\d+\.\d+)-"),
    "pybind11": Known(_BSD),
    "Python": Known("Python-2.0.1", "python:python"),
    "Qt": Known("LGPL-3.0-only", "qt:qt"),
    "RE2": Known(_BSD, also=("google/re2",)),
    "SafeInt": Known("MIT"),
    "SHA-1, MD5, MD4, SipHash": Known("CC0-1.0"),
    "SHA-3, Keccak": Known("BSD-3-Clause AND CC0-1.0"),
    "SHA-384 and SHA-512": Known(_BSD),
    "Smooth scaling": Known("BSD-2-Clause AND Imlib2"),
    "SQLite": Known("blessing", "sqlite:sqlite"),
    "SQLite3 Multiple Ciphers": Known("MIT"),
    "TinyCBOR": Known("MIT"),
    "Unicode Character Database and CLDR": Known("Unicode-3.0"),
    "Vulkan Memory Allocator": Known("MIT"),
    "Wayland protocols": Known("MIT AND HPND-sell-variant"),
    "X regions": Known("X11 AND HPND"),
    "XCB-XInput": Known("MIT"),
    "XSVG": Known("HPND-sell-variant"),
    "XZ Utils": Known("0BSD", "tukaani:xz", ("liblzma",), _ALONE, ("liblzma", "xz")),
    "zlib": Known("Zlib", "zlib:zlib", telltale=rb"(?:de|in)flate (\d[\d.]*\d) Copyright"),
    "zlib-ng": Known("Zlib", also=("zlib",)),
    "Zstandard": Known(_BSD, "facebook:zstandard", ("libzstd",), _ALONE, ("zstd",)),
}  # fmt: skip
BY_FILE: Final = {file: name for name, known in KNOWN.items() for file in known.files}
"""Which of them a file's name tells of."""
BEFORE_OPENSSL_3: Final = "OpenSSL"
"""The licence of OpenSSL until its third version, by its SPDX name."""
LINKED_IN_OPENCV: Final = {
    "FFmpeg": r"FFMPEG: +YES",
    "FlatBuffers": r"Flatbuffers: +builtin/3rdparty \(([\d.]+)\)",
    "Intel IPP": r"Intel IPP: +([\d.]+)",
    "Intel ITT": r"Intel ITT\(([\d.]+)\)",
    "libjpeg-turbo": r"JPEG: +build-libjpeg-turbo \(ver ([\d.]+)",
    "libpng": r"PNG: +build.* \(ver ([\d.]+)\)",
    "libtiff": r"TIFF: +build \(ver \d+ - ([\d.]+)\)",
    "libwebp": r"WEBP: +build",
    "MLAS": r"DNN MLAS: +YES",
    "OpenJPEG": r"JPEG 2000: +build \(ver ([\d.]+)\)",
    "Protobuf": r"Protobuf: +build \(([\d.]+)\)",
    "zlib": r"ZLib: +build.* \(ver ([\d.]+)\)",
}
"""How OpenCV tells which libraries were built into it, and of which version where it says that."""
LINKED_IN_ONNX_RUNTIME: Final = (
    "Abseil", "Boost.Mp11", "cpuinfo", "DLPack", "Eigen", "FlatBuffers", "JSON for Modern C++", "Microsoft GSL",
    "MurmurHash3", "ONNX", "Protobuf", "pybind11", "RE2", "SafeInt",
)  # fmt: skip
"""What the names and messages in its libraries tell to be built into them; its notices name whatever its makers use."""
LICENCES_OF_SOURCES: Final = {
    "brotli": "MIT",
    "bzip2": "bzip2-1.0.6",
    "dbus": "AFL-2.1 OR GPL-2.0-or-later",
    "expat": "MIT",
    "fontconfig": "HPND-sell-variant",
    "freetype": "FTL OR GPL-2.0-or-later",
    "gcc-": _GCC,
    "glib2.0": "LGPL-2.1-or-later",
    "libcap2": "BSD-3-Clause OR GPL-2.0-only",
    "libffi": "MIT",
    "libgcrypt20": "LGPL-2.1-or-later",
    "libgpg-error": "LGPL-2.1-or-later",
    "libpng1.6": "libpng-2.0",
    "libx11": "MIT AND X11",
    "libxau": "MIT-open-group",
    "libxcb": "X11",
    "libxdmcp": "MIT-open-group",
    "libxkbcommon": "MIT AND X11",
    "libzstd": "BSD-3-Clause OR GPL-2.0-only",
    "lz4": "BSD-2-Clause",
    "openssl": "Apache-2.0",
    "pcre2": "BSD-3-Clause",
    "systemd": "LGPL-2.1-or-later",
    "util-linux": "BSD-3-Clause",
    "xcb-util": "X11",
    "zlib": "Zlib",
}
"""The licence of the libraries that come of Debian's source packages, by the beginnings of their names.

What Debian writes down is that of everything in a source, its tests and build scripts included.
"""
