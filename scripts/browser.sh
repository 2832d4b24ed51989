#!/usr/bin/env bash
# Makes sure that there are a Chromium and an `age` to test with; a missing one fails, it never skips.
set -euo pipefail
missing=()
command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
command -v age >/dev/null || missing+=(age)
[ ${#missing[@]} -gt 0 ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing ${missing[*]}…"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
elif [[ " ${missing[*]} " == *" chromium "* ]]; then
  .venv/bin/playwright install chromium
fi
command -v age >/dev/null && exit 0
echo "The tests need the program age, which opens exports: install it (apt install age, brew install age) and start again." >&2
exit 1
