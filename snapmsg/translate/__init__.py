"""Starts the file of a translation, and keeps it beside its original.

Above each text of it stands what the original says, as a comment that begins with the original's
language: `# en: Your order is late.` That comment is also how a change is found: what it says no
longer is what the original says. Then it becomes `# en (new, 3fa9c1): …`, with a hash of the
translated text, so that nobody takes words for read again that are as they were. Whatever else
stands in the file is the author's and stays.

`progress` says how far each translation is, `starting` writes a new one, and `keeping` brings one
up to its original.
"""

from snapmsg.translate.keeping import Change, Updated, updated
from snapmsg.translate.progress import State, path_of, standing, state_of
from snapmsg.translate.starting import started

__all__ = ["Change", "State", "Updated", "path_of", "standing", "started", "state_of", "updated"]
