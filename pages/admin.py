"""Show and ask: what an administrator looks after: the spellings that are remembered."""

from data_access.errors import StorageError
from ui.remembered import show_remembered
from ui.upload_steps import show_storage_error
from ui.version_head import version_head

version_head("admin")
try:
    show_remembered()
except StorageError as error:
    show_storage_error(error)
