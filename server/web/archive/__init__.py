"""The files of an archive that are kept: downloads, and the page that checks itself."""
