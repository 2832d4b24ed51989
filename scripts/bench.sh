#!/usr/bin/env bash
# Takes the figures on SQLite and on PostgreSQL and writes them to var/bench.json; fails where one is over its limit.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p var
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
ITHACA_DATA_DIR="$folder/sqlite" .venv/bin/python bench/pages.py sqlite "$folder/sqlite.json"
ITHACA_DATA_DIR="$folder/postgresql" .venv/bin/python scripts/with_postgres.py .venv/bin/python bench/pages.py postgresql "$folder/postgresql.json"
ITHACA_DATA_DIR="$folder/crowd" .venv/bin/python bench/crowd.py "$folder/crowd.json"
scripts/browser.sh
scripts/node.sh true # the room's figures stand beside those of the bare age library
ITHACA_DATA_DIR="$folder/room" .venv/bin/python bench/room.py "$folder/room.json"
.venv/bin/python bench/report.py var/bench.json "$folder/sqlite.json" "$folder/postgresql.json" "$folder/room.json" "$folder/crowd.json"
