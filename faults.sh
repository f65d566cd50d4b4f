#!/usr/bin/env bash
# Runs the fault tests, each in its long form, prints a line each and writes docs/reliability.md.
#   ./faults.sh            all of them          ./faults.sh F1 F15     some; docs/reliability.md stays
# LEARNERGRAPH_SEED replays a run's random choices.
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
export LEARNERGRAPH_FULL=1 LEARNERGRAPH_SEED="${LEARNERGRAPH_SEED:-20261120}"
export LEARNERGRAPH_DATA="${LEARNERGRAPH_DATA:-$(cd .. && pwd)/shared}"
list=LearnerGraph.Tests/Faults/faults.tsv
logs=artifacts/faults
rm -rf "$logs"; mkdir -p "$logs/notes"
export LEARNERGRAPH_FAULT_NOTES="$PWD/$logs/notes"
[ $# -eq 0 ] && wanted=$(cut -f 1 "$list") || wanted=$*
for tool in redis-server valkey-server strace faketime; do
  command -v "$tool" > /dev/null && continue
  echo "missing: $tool (apt-get install redis-server valkey-server strace faketime)" >&2
done

dotnet build LearnerGraph.Tests -c Release -clp:ErrorsOnly -v q > "$logs/build.log" 2>&1 ||
  { tail -n 20 "$logs/build.log"; echo "the build failed"; exit 1; }

passed=0; failed=0; rows=()
for fault in $wanted; do
  row=$(awk -F '\t' -v id="$fault" '$1 == id' "$list")
  [ -n "$row" ] || { echo "$fault is none of: $(cut -f 1 "$list" | paste -sd ' ')" >&2; exit 2; }
  what=$(cut -f 2 <<< "$row"); pass=$(cut -f 3 <<< "$row")
  begun=$SECONDS
  dotnet test LearnerGraph.Tests -c Release --no-build --filter "fault=$fault" > "$logs/$fault.log" 2>&1
  code=$?
  tests=$(grep -oE 'Passed: +[0-9]+' "$logs/$fault.log" | grep -oE '[0-9]+' | tail -1)
  if [ "$code" -eq 0 ] && [ "${tests:-0}" -gt 0 ] && ! grep -qE 'Skipped: +[1-9]' "$logs/$fault.log"; then
    outcome=passed; passed=$((passed + 1))
  else
    outcome=FAILED; failed=$((failed + 1))
  fi
  note=$(paste -sd ';' "$logs/notes/$fault" 2> /dev/null || echo "$tests tests")
  printf '%-8s %-7s %4d s  %s: %s\n' "$fault" "$outcome" $((SECONDS - begun)) "$what" "$note"
  [ "$outcome" = passed ] || grep -E '^\s+(Error Message|Expected|  ?[A-Z].*)' "$logs/$fault.log" | head -8
  rows+=("| $fault | $what | $pass | $outcome: $note | $((SECONDS - begun)) |")
done

if [ $# -eq 0 ]; then
  {
    cat LearnerGraph.Tests/Faults/reliability-head.md
    printf '\nWritten by `./faults.sh` on %s, %s cores, seed %s: %d passed, %d failed.\n\n' \
      "$(date -u '+%-d %B %Y, %H:%M UTC')" "$(nproc)" "$LEARNERGRAPH_SEED" "$passed" "$failed"
    printf '| fault | what is done | passes if | seen | s |\n|---|---|---|---|---|\n'
    printf '%s\n' "${rows[@]}"
  } > docs/reliability.md
fi
printf '\n%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
