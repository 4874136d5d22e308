"""What is wrong with the layout of somebody's DOCX: each deviation with place, finding, demand and clause."""
