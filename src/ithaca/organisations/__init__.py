"""Networks, the organisations they group, who administers them, and reporting lines (independence)."""
