"""Every step, tested: workbooks as offices write them, each made from one number, with the exact truth beside it."""
