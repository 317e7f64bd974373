"""How things look: colours, sizes, icons, the style sheet, and labels that show text as it is."""
