#!/usr/bin/env bash
# Makes sure that there are a browser and an `age` to test with; a missing one fails, it never skips.
# The browser is Chromium without its window, where it can be had: the same engine for a third of the machine's time.
set -euo pipefail
cd "$(dirname "$0")/.."
has() { command -v "$1" >/dev/null; }
install() { echo "Installing $*…" && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null; }
has chromium-headless-shell && has age && exit 0
if [ "$(id -u)" = 0 ] && has apt-get; then
  apt-get update -qq
  has chromium-headless-shell || install chromium-headless-shell || has chromium || install chromium
  has age || install age
elif ! { has chromium-headless-shell || has chromium || has google-chrome; }; then
  .venv/bin/playwright install --only-shell chromium
fi
has age && exit 0
echo "The tests need the program age, which opens exports: install it (apt install age, brew install age) and start again." >&2
exit 1
