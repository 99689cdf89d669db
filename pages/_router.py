"""Show: the only script Streamlit starts: which page, language and selection; then that page runs."""

from ui import shell, state
from ui.failure import show_failure
from work.addresses import meaningful

shell.configure()
page = shell.menu()
state.synchronise(page.url_path, meaningful)
shell.dress()
shell.banner()

try:
    page.run()
except Exception as error:  # whatever goes wrong in a page, its reader gets a sentence; stop and rerun are no Exception
    show_failure(error)
