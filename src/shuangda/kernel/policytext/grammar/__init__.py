"""The grammar of Chinese official documents: pure rules over text, every span counted in the whole text."""
