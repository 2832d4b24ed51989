"""Where all is put together: settings, URLs, WSGI."""
