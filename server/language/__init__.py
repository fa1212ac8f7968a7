"""What people type, in the languages of the house: cleaned, folded, flagged, compared. Pure."""
