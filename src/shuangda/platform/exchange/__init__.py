"""What leaves and enters as a file: workbooks with one look."""
