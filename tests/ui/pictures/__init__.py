"""Pictures of every page in each of its states, for people to look at: `python -m tests.ui.pictures FOLDER`.

One module a page. Each has `STATES`: by name, what brings the window into that state; `__main__` lists the modules.
"""
