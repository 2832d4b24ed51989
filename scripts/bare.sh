#!/usr/bin/env bash
# `make run` as the README promises it: a fresh clone, an empty environment, only Python 3.11, git and the usual
# small tools on the path. Ends with 0 when the product answers, has said on the console who can sign in, shows the
# sign-in page, and starts a second time within five seconds. Run by hand (`make bare`): it downloads what it needs.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
python=$(python3.11 -c 'import sys; print(sys.executable)')
folder=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || pkill -TERM -P "$pid" || true; rm -rf "$folder"' EXIT
mkdir "$folder/bin" "$folder/home"
for tool in git make bash sh env awk grep find cat touch test mkdir uname dirname basename sed rm ls id head tr sort chmod; do
  ln -s "$(command -v $tool)" "$folder/bin/$tool"
done
ln -s "$python" "$folder/bin/python3.11"
git clone --quiet "$root" "$folder/ithaca"
cd "$folder/ithaca"
port=${1:-18999}
# What the console must have said, and the page that somebody opens first.
check() {
  local wanted
  for wanted in "Ithaca is ready: http://127.0.0.1:$port" "Demo accounts:" \
    "ines@demo.example.org" "marc@demo.example.org" "clemence@demo.example.org" "alma@demo.example.org" \
    "password    ile-olivier-bateau" "passphrase  sept oliviers veillent sur le vieux port tranquille"; do
    grep -qF "$wanted" "$folder/log" || { echo "The $1 start did not say: $wanted" >&2; cat "$folder/log" >&2; return 1; }
  done
  if grep -qiE "traceback|error" "$folder/log"; then
    echo "The $1 start complained:" >&2; cat "$folder/log" >&2; return 1
  fi
  "$python" - "$port" <<'PYTHON'
import sys, urllib.request
page = urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/account/sign-in/", timeout=5)
assert page.status == 200 and b'type="password"' in page.read(), "no sign-in page"
PYTHON
}
start() {
  begun=$(date +%s%N)
  env -i HOME="$folder/home" PATH="$folder/bin" ITHACA_LISTEN="127.0.0.1:$port" ITHACA_BASE_URL="http://127.0.0.1:$port" make run > "$folder/log" 2>&1 &
  pid=$!
  for _ in $(seq 600); do
    if "$python" -c "import urllib.request as u; u.urlopen('http://127.0.0.1:$port/health/', timeout=1)" 2>/dev/null; then
      took=$(( ($(date +%s%N) - begun) / 1000000 ))
      echo "$1 start: $took ms"
      check "$1"
      pkill -TERM -P "$pid" || true
      wait "$pid" 2>/dev/null || true
      sleep 1
      if [ "$1" = second ] && [ "$took" -gt 5000 ]; then
        echo "The second start took $took ms; five seconds are promised." >&2
        return 1
      fi
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
