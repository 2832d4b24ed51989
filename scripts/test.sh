#!/usr/bin/env bash
# Everything: checks, TypeScript tests, Python tests on PostgreSQL and on SQLite. What people see is looked at on SQLite;
# the browser tests whose matter is the database run on both. What the
# architecture is does not hang on the database: once.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/browser.sh
scripts/check.sh
echo "• vitest"
scripts/node.sh npm run --silent --prefix frontend test
echo "• pytest on PostgreSQL"
.venv/bin/python scripts/with_postgres.py --forgetful .venv/bin/pytest -n 2 -m "not browser or both_databases" --ignore tests/architecture
echo "• pytest on SQLite"
.venv/bin/pytest -n 2
