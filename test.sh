#!/usr/bin/env bash
# Installs what the tests need, builds, and runs every test. `./test.sh --full` runs the long forms too.
# Closes with one plain line: N passed, N failed.
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
export LEARNERGRAPH_DATA="${LEARNERGRAPH_DATA:-$(cd .. && pwd)/shared}"
FULL=0
case "${1:-}" in
  "") ;;
  --full) FULL=1; export LEARNERGRAPH_FULL=1 ;;
  *) echo "usage: ./test.sh [--full]" >&2; exit 2 ;;
esac
LOGS=artifacts/test
rm -rf "$LOGS"; mkdir -p "$LOGS"
passed=0; failed=0; report=()

note() { printf '\n== %s\n' "$*"; }
ok() { passed=$((passed + 1)); report+=("| $* | ok |"); echo "ok   $*"; }
bad() { failed=$((failed + 1)); report+=("| $* | FAILED |"); echo "FAIL $*"; }
finish() {
  [ "$FULL" = 0 ] || write_report > docs/verification.md
  printf '\n%d passed, %d failed\n' "$passed" "$failed"; [ "$failed" -eq 0 ]; exit $?
}

# The dated report of the long run.
write_report() {
  printf '# Verification\n\nWritten by `./test.sh --full` on %s, %s cores, %s, .NET SDK %s, in %d minutes: %d passed, %d failed.\n\n' \
    "$(date -u '+%-d %B %Y, %H:%M UTC')" "$(nproc)" "$(. /etc/os-release && echo "$PRETTY_NAME")" "$(dotnet --version)" \
    $(((SECONDS + 59) / 60)) "$passed" "$failed"
  printf 'The long forms: the recommendation rules for 1,000 learners at every size, the rebuild of 100,000 attempts, 10,000 hostile requests, 1,000,000 random\n'
  printf 'inputs of the parser and of variables, the conformance suites with five seeds.\n\n| step | outcome |\n|---|---|\n'
  printf '%s\n' "${report[@]}"
}

# Runs a command as one test; its output goes to a log, the end of which is shown where it fails.
step() {
  local name=$1; shift
  if "$@" > "$LOGS/$name.log" 2>&1; then ok "$name"; else bad "$name"; tail -n 25 "$LOGS/$name.log"; fi
}

note "Servers and tools"
packages=()
command -v redis-server > /dev/null || packages+=(redis-server)
compgen -G '/usr/lib/postgresql/*/bin/initdb' > /dev/null || packages+=(postgresql-15)
command -v promtool > /dev/null || packages+=(prometheus)
ldconfig -p | grep -q libgomp.so.1 || packages+=(libgomp1)
command -v chromium > /dev/null || packages+=(chromium)
command -v curl > /dev/null || packages+=(curl)
command -v node > /dev/null || packages+=(nodejs npm)
command -v java > /dev/null || packages+=(default-jre-headless)
[ -n "$(ldconfig -p | grep libsqlite3.so.0)" ] || packages+=(libsqlite3-0)
if [ "${#packages[@]}" -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    echo "installing ${packages[*]}"
    apt-get update > "$LOGS/apt.log" 2>&1
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}" >> "$LOGS/apt.log" 2>&1 ||
      tail -n 5 "$LOGS/apt.log"
  else
    echo "missing: ${packages[*]} (as root, this script installs them: apt-get install ${packages[*]})"
  fi
fi
if ! command -v valkey-server > /dev/null && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
  # Only the backports suite has it; its mirror is the one that this machine uses already.
  mirror=$(cat /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2> /dev/null |
    awk '$1 == "URIs:" || $1 == "deb" { for (i = 2; i <= NF; i++) if ($i ~ /^http/) { print $i; exit } }')
  echo "deb $mirror $(. /etc/os-release && echo "$VERSION_CODENAME")-backports main" > /etc/apt/sources.list.d/learnergraph-backports.list
  echo "installing valkey-server"
  { apt-get update && apt-get install -y --no-install-recommends valkey-server; } >> "$LOGS/apt.log" 2>&1 || tail -n 5 "$LOGS/apt.log"
fi
if command -v npm > /dev/null && [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 20 ]; then
  npm install --prefix artifacts/node --no-audit --no-fund --silent node@20 > "$LOGS/node.log" 2>&1 &&
    export PATH="$PWD/artifacts/node/node_modules/node/bin:$PATH"
fi
# The console's pages are judged by axe-core and by the validator of HTML, whose install scripts are not needed.
command -v npm > /dev/null && npm install --prefix artifacts/console --no-audit --no-fund --silent --ignore-scripts \
  axe-core@4.14.1 vnu-jar@26.9.27 > "$LOGS/console-tools.log" 2>&1
# Exported networks are run by the reference runtime.
command -v npm > /dev/null && npm install --prefix artifacts/onnx --no-audit --no-fund --silent --ignore-scripts \
  onnxruntime-node@1.30.0 > "$LOGS/onnx.log" 2>&1
for tool in chromium java redis-server promtool node npm curl; do
  command -v "$tool" > /dev/null && continue
  if [ "${CI:-}" = true ]; then bad "tool $tool"; else echo "without $tool: its tests are skipped"; fi
done

note "Build"
step build dotnet build -c Release -clp:ErrorsOnly
[ "$failed" -eq 0 ] || finish

note "Tests"
dotnet test LearnerGraph.Tests -c Release --no-build --logger "console;verbosity=minimal" 2>&1 | tee "$LOGS/dotnet-test.log" |
  grep -vE '^\s*(at |---|Stack Trace|Microsoft|VSTest)' | cut -c1-240 | tail -n 80
summary=$(grep -E 'Failed: +[0-9]+, Passed: +[0-9]+, Skipped: +[0-9]+' "$LOGS/dotnet-test.log" | tail -1)
if [ -n "$summary" ]; then
  count() { sed -E "s/.*$1: +([0-9]+).*/\1/" <<< "$summary"; }
  passed=$((passed + $(count Passed))); failed=$((failed + $(count Failed)))
  report+=("| tests of LearnerGraph.Tests | $(count Passed) passed, $(count Failed) failed |")
  if [ "${CI:-}" = true ] && [ "$(count Skipped)" -gt 0 ]; then bad "$(count Skipped) tests were skipped"; fi
else
  bad "dotnet test ended without a summary"
fi

if command -v npm > /dev/null && command -v curl > /dev/null; then
  note "Conformance"
  conformance=LearnerGraph.Tests/Conformance/run.sh
  trap '$conformance down' EXIT
  before=$failed
  step conformance-servers $conformance up
  [ "$failed" -gt "$before" ] || for suite in $($conformance list); do step "$suite" $conformance "$suite"; done
fi

finish
