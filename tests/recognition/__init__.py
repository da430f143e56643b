"""Tests of the on-device reader."""
