"""Prints the figures and writes them into one file; ends with 1 where one is over its limit: `report.py OUT IN …`."""

import json
import sys
from pathlib import Path

rows = [row for name in sys.argv[2:] for row in json.loads(Path(name).read_text())]
Path(sys.argv[1]).write_text(json.dumps(rows, indent=1) + "\n")
for row in rows:
    mark = "ok  " if row["value"] <= row["limit"] else "OVER"
    print(f"{mark} {row['value']:>8} of at most {row['limit']:<6} {row['unit']:<30} {row['name']}")
sys.exit(any(row["value"] > row["limit"] for row in rows))
