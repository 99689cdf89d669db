"""Show: the only script Streamlit starts: which page, language and selection; then that page runs."""

from ui import shell, state, this_run
from ui.failure import show_failure
from ui.person import ask_to_sign_in, current_person, require
from ui.reopening import follow_code
from ui.turns import turns
from work.addresses import meaningful

this_run.begin()
shell.configure()
person = current_person()
page = shell.menu(person)
state.synchronise(page.url_path, meaningful)
shell.dress(person)
if person is None:
    ask_to_sign_in(page.url_path)
else:
    require(person, page.url_path)
    shell.banner(person)
    follow_code()

try:
    with turns.turn(page.url_path):
        page.run()
except Exception as error:  # whatever goes wrong in a page, its reader gets a sentence; stop and rerun are no Exception
    show_failure(error)
