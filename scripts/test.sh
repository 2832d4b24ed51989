#!/usr/bin/env bash
# Everything, from a bare machine: set-up, checks, TypeScript tests, Python tests on PostgreSQL and on SQLite.
# What people see is looked at on SQLite; the browser tests whose matter is the database run on both. What touches no
# database, and what the architecture is, hangs on none: once.
# Two cores are kept busy: what comes over the network comes while something else is done, and all checks and the
# TypeScript tests go beside PostgreSQL. Browsers run last and have the machine to themselves: a third of a browser test's
# time nothing runs, while something typed is about to be saved or is asked for again, so that there three workers fill two cores.
set -euo pipefail
cd "$(dirname "$0")/.."
set_up() { make --no-print-directory .venv/stamp-test .venv/stamp-messages; }
# Packages of the system need no Python of ours; a browser from elsewhere does.
if [ "$(id -u)" = 0 ]; then
  scripts/browser.sh & browser=$!
  set_up
else
  set_up
  scripts/browser.sh & browser=$!
fi
.venv/bin/ruff check --quiet src tests scripts bench || { wait; exit 1; } # what is quickly said is said first

said=$(mktemp -d)
trap 'rm -rf "$said"' EXIT
scripts/node.sh true & node=$!
scripts/check.sh server >"$said/server" 2>&1 & server=$!
# The kernels of the matching, which both workers would else compile at once.
ITHACA_DATA_DIR="$said/data" .venv/bin/ithaca manage shell -v 0 -c "from ithaca.matching.actions.solving import warm_up; warm_up()" & kernels=$!
wait $browser && wait $node && wait $kernels || { wait; exit 1; }
{
  scripts/check.sh frontend
  echo "• vitest"
  scripts/node.sh npm run --silent --prefix frontend test
} >"$said/frontend" 2>&1 & frontend=$!
failed=0
echo "• pytest on PostgreSQL, beside the checks and the frontend's tests"
.venv/bin/python scripts/with_postgres.py --forgetful .venv/bin/pytest -n 2 --dist worksteal -m "not browser or both_databases" --touching-the-database --ignore tests/architecture || failed=1
wait $server || failed=1
wait $frontend || failed=1
cat "$said/server" "$said/frontend"
[ $failed = 0 ] || exit 1
echo "• pytest on SQLite"
.venv/bin/pytest -n 3 --dist worksteal
