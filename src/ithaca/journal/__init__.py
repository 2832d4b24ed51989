"""The journal: one line per action, written in the action's own transaction, facts only.

Everything that reacts to what happened (mail, steering, timelines) reads the journal through
`dispatch`; the domain calls none of it. An event waits in `Undispatched` until its reactions ran.
"""
