"""How far a name imitates a mark: costs of characters, alignment, features, verdict and reasons."""
