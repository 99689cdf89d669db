"""Read, show: workbooks to start with, and the script that writes them."""
