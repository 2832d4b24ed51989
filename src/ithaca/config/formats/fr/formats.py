"""French, with the spaces that keep a day beside its month and an hour beside its “à”."""

DATE_FORMAT = "j\u00a0F Y"
DATETIME_FORMAT = "j\u00a0F Y \\à\u00a0H:i"
MONTH_DAY_FORMAT = "j\u00a0F"
SHORT_DATETIME_FORMAT = "d/m/Y \\à\u00a0H:i"
