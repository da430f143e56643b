"""Still to permit result, on this machine (ONNX Runtime)."""

import os

# ONNX Runtime's builds report their use to their maker and leave an ID of the computer in the home folder, from the
# moment they are imported on. This stands before every import of it, and the processes that `serve` starts inherit it.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
