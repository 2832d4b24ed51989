#!/usr/bin/env bash
# Everything: checks, TypeScript tests, Python tests on PostgreSQL and on SQLite. What people see is looked at on SQLite;
# the browser tests whose matter is the database run on both. What touches no database, and what the architecture is, hangs on none: once.
# Two cores are kept busy: what comes over the network comes while the server's code is checked, and the frontend is
# checked and tested beside PostgreSQL. Browsers, which wait for nobody long, run last and have the machine to themselves.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/browser.sh & browser=$!
scripts/node.sh true & node=$!
failed=0
scripts/check.sh server || failed=1
wait $browser || failed=1
wait $node || failed=1
[ $failed = 0 ] || exit 1

said=$(mktemp)
trap 'rm -f "$said"' EXIT
{
  scripts/check.sh frontend
  echo "• vitest"
  scripts/node.sh npm run --silent --prefix frontend test
} >"$said" 2>&1 & frontend=$!
echo "• pytest on PostgreSQL, beside the frontend"
.venv/bin/python scripts/with_postgres.py --forgetful .venv/bin/pytest -n 2 --dist worksteal -m "not browser or both_databases" --touching-the-database --ignore tests/architecture || failed=1
wait $frontend || failed=1
cat "$said"
[ $failed = 0 ] || exit 1
echo "• pytest on SQLite"
.venv/bin/pytest -n 2 --dist worksteal
