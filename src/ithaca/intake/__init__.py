"""
People and organisation charts out of a file: read, mapped, checked, then written in batches by the actions of
programmes and organisations. A batch is a transaction, so that nothing is ever half done: whoever holds the import's
row works on it, and a worker that dies lets go of it. The command line reads and checks by the same modules.
"""
