#!/usr/bin/env bash
# `make run` as the README promises it: a fresh clone, an empty environment, only Python 3.11, git and the usual
# small tools on the path. Ends with 0 when the product answers, and says how long the second start took.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
python=$(python3.11 -c 'import sys; print(sys.executable)')
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin" "$folder/home"
for tool in git make bash sh env awk grep find cat touch test mkdir uname dirname basename sed rm ls id head tr sort chmod; do
  ln -s "$(command -v $tool)" "$folder/bin/$tool"
done
ln -s "$python" "$folder/bin/python3.11"
git clone --quiet "$root" "$folder/ithaca"
cd "$folder/ithaca"
port=${1:-18999}
start() {
  begun=$(date +%s%N)
  env -i HOME="$folder/home" PATH="$folder/bin" ITHACA_LISTEN="127.0.0.1:$port" ITHACA_BASE_URL="http://127.0.0.1:$port" make run > "$folder/log" 2>&1 &
  pid=$!
  for _ in $(seq 600); do
    if "$python" -c "import urllib.request as u; u.urlopen('http://127.0.0.1:$port/health/', timeout=1)" 2>/dev/null; then
      echo "$1 start: $(( ($(date +%s%N) - begun) / 1000000 )) ms"
      pkill -TERM -P "$pid" || true
      wait "$pid" 2>/dev/null || true
      sleep 1
      return 0
    fi
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.2
  done
  cat "$folder/log"
  return 1
}
start first
start second
