"""What people's own calendars learn (RFC 5545, RFC 5546), and what they answer.

One UID a meeting for ever, a higher SEQUENCE with each change. Whoever sees somebody's calendar learns no more
than that there is a mentoring meeting: neither with whom nor in which programme.
"""
