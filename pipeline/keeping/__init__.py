"""What the pipeline keeps on disk: the store, whole writes, the lock, the journal, hashes and archives."""
