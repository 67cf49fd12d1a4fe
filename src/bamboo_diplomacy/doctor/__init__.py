"""What this machine can do for the workbook, and what is missing."""
