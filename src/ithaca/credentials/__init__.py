"""
What an organisation attests, as files that anybody can verify without asking anybody: Open Badges 3.0 credentials,
the keys that sign them, and the lists that say which are no longer in force. Certification and seals issue through
`actions.issue`; this package knows organisations and networks, and nothing of what they certify.
"""
