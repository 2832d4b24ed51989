"""Pages that span domains: home, set-up, navigation; middleware of every page."""
