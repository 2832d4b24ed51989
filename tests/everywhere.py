"""Every cell of every table, as bytes: what a scan sees of a PostgreSQL database as of a file."""

from collections.abc import Iterator

from django.db import connection


def every_row() -> Iterator[tuple[str, bytes]]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield (
                    f"row of {table}",
                    b"\n".join(
                        bytes(c) if isinstance(c, (bytes, memoryview)) else str(c).encode() for c in row
                    ),
                )
