"""Draws the holder's picture: a plain figure of head and shoulders, plainly drawn, of nobody."""

from __future__ import annotations

from random import Random
from typing import Final

import cv2
import numpy as np

from permit_desktop.imaging.pixels import Pixels

_SKINS: Final = ((168, 196, 232), (150, 182, 224), (128, 164, 210), (186, 208, 238), (110, 146, 196))
_HAIRS: Final = ((22, 22, 26), (34, 36, 46), (40, 52, 74), (128, 128, 132), (60, 62, 66))
_CLOTHES: Final = ((70, 50, 40), (50, 50, 50), (96, 62, 40), (60, 40, 100), (90, 90, 60), (40, 60, 40), (150, 120, 90))
_GROUNDS: Final = ((244, 244, 244), (246, 240, 232), (236, 236, 240), (240, 232, 222), (226, 228, 230))
_FINER: Final = 2


def draw_figure(rng: Random, width_px: int, height_px: int, sex: str = "女") -> Pixels:
    """A figure that fills the given rectangle; a man's hair is short.

    Returns:
        uint8 (height_px, width_px, 3), BGR.
    """
    width, height = width_px * _FINER, height_px * _FINER
    picture = np.full((height, width, 3), rng.choice(_GROUNDS), np.uint8)
    skin, hair, clothes = rng.choice(_SKINS), rng.choice(_HAIRS), rng.choice(_CLOTHES)
    long_hair = rng.random() < (0.75 if sex == "女" else 0.0)
    face_w, face_h = rng.uniform(0.22, 0.26), rng.uniform(0.225, 0.255)
    middle, eyes = 0.5 + rng.uniform(-0.02, 0.02), rng.uniform(0.40, 0.43)

    def ellipse(x: float, y: float, rx: float, ry: float, colour: tuple[int, int, int]) -> None:
        axes = (max(1, round(rx * width)), max(1, round(ry * height)))
        cv2.ellipse(picture, (round(x * width), round(y * height)), axes, 0, 0, 360, colour, -1, cv2.LINE_AA)

    if long_hair:
        ellipse(middle, eyes + 0.10, face_w * 1.30, face_h * 1.55, hair)
    ellipse(middle, 1.06, rng.uniform(0.44, 0.52), 0.28, clothes)
    ellipse(middle, 0.79, 0.145, 0.075, _shade(skin, 0.88))
    neck_left, neck_right = (round((middle + side * 0.105) * width) for side in (-1, 1))
    picture[round(0.60 * height) : round(0.79 * height), neck_left:neck_right] = _shade(skin, 0.88)
    for side in (-1, 1):
        ellipse(middle + side * face_w, eyes + 0.02, 0.035, 0.045, _shade(skin, 0.92))
    ellipse(middle, eyes - 0.03, face_w * 1.10, face_h * 1.02, hair)
    ellipse(middle, eyes + 0.03, face_w, face_h, skin)
    fringe = rng.uniform(0.16, 0.20)
    ellipse(middle + rng.uniform(-0.05, 0.05), eyes - fringe, face_w * 0.92, 0.085, hair)
    for side in (-1, 1):
        x = middle + side * face_w * 0.43
        ellipse(x, eyes, 0.042, 0.013, (245, 245, 245))
        ellipse(x, eyes, 0.017, 0.013, (40, 36, 34))
        ellipse(x, eyes - 0.040, 0.055, 0.007, hair)
    ellipse(middle, eyes + 0.085, 0.030, 0.012, _shade(skin, 0.80))
    ellipse(middle, eyes + 0.155, rng.uniform(0.055, 0.075), 0.011, (110, 110, 190))
    _collar(rng, picture, middle)
    if rng.random() < 0.25:
        _spectacles(picture, middle, eyes, face_w)
    soft = cv2.GaussianBlur(picture, (0, 0), 0.004 * width)
    return np.asarray(cv2.resize(soft, (width_px, height_px), interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _collar(rng: Random, picture: Pixels, middle: float) -> None:
    height, width = picture.shape[:2]
    colour = rng.choice(((235, 235, 235), (210, 200, 190), (90, 90, 110)))
    for side in (-1, 1):
        corners = ((middle + side * 0.145, 0.765), (middle, 0.90), (middle + side * 0.19, 0.87))
        points = np.array([(x * width, y * height) for x, y in corners], np.int32)
        cv2.fillConvexPoly(picture, points, colour, cv2.LINE_AA)


def _spectacles(picture: Pixels, middle: float, eyes: float, face_w: float) -> None:
    height, width = picture.shape[:2]
    thickness = max(1, round(0.008 * width))
    for side in (-1, 1):
        centre = (round((middle + side * face_w * 0.43) * width), round(eyes * height))
        cv2.ellipse(picture, centre, (round(0.085 * width), round(0.042 * height)), 0, 0, 360, (50, 45, 45), thickness)
    gap = round(face_w * 0.43 * width) - round(0.085 * width)
    x, y = round(middle * width), round(eyes * height)
    cv2.line(picture, (x - gap, y), (x + gap, y), (50, 45, 45), thickness, cv2.LINE_AA)


def _shade(colour: tuple[int, int, int], by: float) -> tuple[int, int, int]:
    blue, green, red = (round(channel * by) for channel in colour)
    return blue, green, red
