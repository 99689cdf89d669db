"""Read, inside the worker process only: one module for each way a workbook is stored."""
