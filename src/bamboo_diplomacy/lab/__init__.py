"""The student's working folder, and JupyterLab opened in it."""
