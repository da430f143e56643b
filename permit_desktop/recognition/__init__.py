"""Still to permit result, on this machine (ONNX Runtime)."""
