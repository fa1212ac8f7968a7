"""What documents hold, each field once: builders, schemas and the pages' types follow from it."""
