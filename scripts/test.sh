#!/usr/bin/env bash
# Everything: checks, TypeScript tests, Python tests on PostgreSQL and on SQLite. What people see is looked at on SQLite;
# the browser tests whose matter is the database run on both.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/browser.sh
scripts/check.sh
echo "• vitest"
scripts/node.sh npm run --silent --prefix frontend test
echo "• pytest on PostgreSQL"
.venv/bin/python scripts/with_postgres.py .venv/bin/pytest -n 2 -m "not browser or both_databases"
echo "• pytest on SQLite" # browsers wait more than they work: three at a time
.venv/bin/pytest -n 3
