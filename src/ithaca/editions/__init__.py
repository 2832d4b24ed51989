"""Documents of the catalogue that people write themselves, in versions: what frameworks and seal schemes share.

A version is a row (`models.Edition`) that keeps a whole document as JSON. A draft changes, a published version never
does (`states.EDITION`). `document` checks content on its way in, `files` and `sheet` bring it in and out, `forms` ask
for words in every language. No table of its own: the apps that have versions own their rows.
"""
