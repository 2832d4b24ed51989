#!/usr/bin/env bash
# Everything: checks, TypeScript tests, Python and browser tests on SQLite, then on PostgreSQL.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/browser.sh
scripts/check.sh
echo "• vitest"
scripts/node.sh npm run --silent --prefix frontend test
echo "• pytest on PostgreSQL"
.venv/bin/python scripts/with_postgres.py .venv/bin/pytest -n 2
echo "• pytest on SQLite"
.venv/bin/pytest -n 2
