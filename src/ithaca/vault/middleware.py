"""At sign-out the split key is gone: its half in the session is flushed, and the browser drops what it had cached."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def clear_at_sign_out(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Sends `Clear-Site-Data` with the answer to whoever was signed in and no longer is.

    The session with the server's half is flushed by Django itself, and the browser's half alone opens nothing. Stored
    data stays: texts that wait for the network lie there, sealed. This covers every way out: sign-out, password
    change, an expired session used in the same request.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        response = get_response(request)
        if was_signed_in and not request.user.is_authenticated:
            response.headers["Clear-Site-Data"] = '"cache"'
        return response

    return respond
