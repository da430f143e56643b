"""The composition root of the window: makes every part and joins them.

`run` opens the window and stays until it is closed; `session` is what goes on behind it meanwhile: what is loaded
(`loading`), scanned (`scanning`), stored (`storage`) and synchronised (`synchronisation`).
"""
