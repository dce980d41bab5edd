"""Minutes: states up to adoption, remarks, differences, contradictions found before adoption."""
