#!/usr/bin/env bash
# Every check that runs no test: `check.sh [server|frontend]`, or both side by side.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
step() {
  local name=$1
  shift
  echo "• $name"
  "$@" || { echo "✗ $name" >&2; exit 1; }
}
server() {
  step "ruff" $bin/ruff check --quiet src tests scripts bench
  step "ruff format" $bin/ruff format --check --quiet src tests scripts bench
  step "templates" $bin/djangofmt --check --quiet src
  step "mypy" $bin/mypy --no-error-summary
  step "import-linter" bash -c "said=\$($bin/lint-imports 2>&1) || { echo \"\$said\"; exit 1; }"
  step "texts" $bin/python scripts/messages.py check
  step "migrations" $bin/ithaca manage makemigrations --check --dry-run -v 0
  step "generated docs" $bin/python scripts/generate_docs.py --check
}
frontend() {
  step "eslint" scripts/node.sh npm run --silent --prefix frontend lint
  step "tsc" scripts/node.sh npm run --silent --prefix frontend types
  step "built assets are those committed" scripts/node.sh npm run --silent --prefix frontend check
}
if [ $# -gt 0 ]; then
  "$1"
else
  frontend & pid=$!
  failed=0
  (server) || failed=1
  wait $pid || failed=1
  exit $failed
fi
