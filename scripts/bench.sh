#!/usr/bin/env bash
# Takes the figures on SQLite and on PostgreSQL and writes them to var/bench.json; fails where one is over its limit.
# `bench.sh engine` takes those of the matching engine alone.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p var
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for name in bench/engine_{sparse,dense,candidates,proofs,peers,desk}.py; do
  .venv/bin/python "$name" "$folder/$(basename "$name" .py).json"
done
if test "${1:-}" != engine; then
  ITHACA_DATA_DIR="$folder/sqlite" .venv/bin/python bench/pages.py sqlite "$folder/sqlite.json"
  ITHACA_DATA_DIR="$folder/postgresql" .venv/bin/python scripts/with_postgres.py .venv/bin/python bench/pages.py postgresql "$folder/postgresql.json"
  ITHACA_DATA_DIR="$folder/intake-sqlite" .venv/bin/python bench/intake.py sqlite "$folder/intake-sqlite.json"
  ITHACA_DATA_DIR="$folder/intake-postgresql" .venv/bin/python scripts/with_postgres.py .venv/bin/python bench/intake.py postgresql "$folder/intake-postgresql.json"
  ITHACA_DATA_DIR="$folder/crowd" .venv/bin/python bench/crowd.py "$folder/crowd.json"
  scripts/browser.sh
  scripts/node.sh true # the room's figures stand beside those of the bare age library
  ITHACA_DATA_DIR="$folder/room" .venv/bin/python bench/room.py "$folder/room.json"
fi
.venv/bin/python bench/report.py var/bench.json "$folder"/*.json
