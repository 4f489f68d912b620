"""Is every clause of the document pinned by data?"""
