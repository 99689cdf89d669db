"""Show and ask: one's own account: a new password, one's sessions, signing out everywhere."""

from data_access.errors import StorageError
from ui.own_account import show_account
from ui.upload_steps import show_storage_error

try:
    show_account()
except StorageError as error:
    show_storage_error(error)
