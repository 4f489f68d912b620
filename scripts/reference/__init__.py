"""The reference page of a document: one file, readable without scripts, that asks nobody but whom its reader picks."""
