#!/usr/bin/env bash
# Measures the server over HTTP on reference data, with a floor of bare ASP.NET beside it, and prints a line a case.
#   ./bench.sh [--small] [--seconds N] [--json FILE] [--compare URL]
# --small      100 concepts and 2,000 learners instead of 500 and 100,000, and short runs
# --seconds N  of the open loop (120; 10 with --small)
# --compare    another server that takes the same GraphQL, measured in turn in the same run
# Reference data is made and imported once, outside the repository: $LEARNERGRAPH_BENCH_DATA, or the user's cache folder.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 ASPNETCORE_ENVIRONMENT=Development LC_ALL=C
size=full; concepts=500; learners=100000; seconds=120; each=4; repeats=3; json=; compare=
while [ $# -gt 0 ]; do
  case $1 in
    --small) size=small; concepts=100; learners=2000; seconds=10; each=2; shift ;;
    --seconds) seconds=${2:?}; shift 2 ;;
    --json) json=${2:?}; shift 2 ;;
    --compare) compare=${2:?}; shift 2 ;;
    *) echo "usage: ./bench.sh [--small] [--seconds N] [--json FILE] [--compare URL]" >&2; exit 2 ;;
  esac
done
for tool in wrk redis-server curl; do
  command -v "$tool" > /dev/null || { echo "missing: $tool (apt-get install wrk redis-server curl)" >&2; exit 1; }
done

work=$(mktemp -d); started=()
finish() {
  for pid in "${started[@]}"; do kill "$pid" 2> /dev/null || true; done
  for pid in "${started[@]}"; do wait "$pid" 2> /dev/null || true; done
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 143' INT TERM
api=$PWD/LearnerGraph.Api/bin/Release/net10.0/LearnerGraph.Api.dll
driver=$PWD/LearnerGraph.Tests/Benchmarks/bin/Release/net10.0/LearnerGraph.Benchmarks.dll
dotnet build LearnerGraph.Api -c Release -clp:ErrorsOnly -v q > "$work/build.log" &&
  dotnet build LearnerGraph.Tests/Benchmarks -c Release -clp:ErrorsOnly -v q > "$work/build.log" ||
  { tail -n 20 "$work/build.log"; exit 1; }

data=${LEARNERGRAPH_BENCH_DATA:-${XDG_CACHE_HOME:-$HOME/.cache}/learnergraph-bench}/$size
if [ ! -f "$data/store.db" ]; then
  echo "making the reference data once: $data"
  rm -rf "$data"; mkdir -p "$data"
  dotnet "$driver" data "$data" "$concepts" "$learners"
  into=(--set "ConnectionStrings:Main=Data Source=$data/making.db")
  dotnet "$api" migrate "${into[@]}" > /dev/null
  dotnet "$api" import catalog "$data/catalog.json" "${into[@]}"
  dotnet "$api" import attempts "$data/attempts.csv.gz" "${into[@]}"
  dotnet "$api" backup "$data/store.db" "${into[@]}"
  rm -f "$data"/making.db*
fi

spare_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 30000))
    (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null || { echo "$port"; return; }
  done
}
# Starts a server on a copy of the reference data; its address and process id are in url and pid.
serve() {
  local store=$work/$1; shift
  mkdir -p "$store"; cp "$data/store.db" "$store/store.db"
  url=http://127.0.0.1:$(spare_port)
  local begun=$EPOCHREALTIME
  dotnet "$api" serve --urls "$url" --set "ConnectionStrings:Main=Data Source=$store/store.db" \
    --set Demo:OnEmptyStore=false --set Pipelines:Worker=false --set Logging:LogLevel:Default=Warning "$@" > "$store/log" 2>&1 &
  pid=$!; started+=("$pid")
  until curl -sf -o /dev/null "$url/graphql" -H 'Content-Type: application/json' -d '{"query":"{ courses { totalCount } }"}'; do
    kill -0 "$pid" 2> /dev/null || { tail -n 5 "$store/log"; exit 1; }
    sleep 0.02
  done
  ready=$(awk -v a="$begun" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.2f", b - a }')
}
stop() { kill "$1"; wait "$1" 2> /dev/null || true; }
cpu() { awk -v hz="$(getconf CLK_TCK)" '{ printf "%.2f", ($14 + $15) / hz }' "/proc/$1/stat"; }
rss() { awk '/^VmRSS/ { printf "%d", $2 / 1024 }' "/proc/$1/status"; }
results=()
# label, case, address, connections: medians of the repeats, and the ratio to the floor named last
measure() {
  local label=$1 case=$2 to=$3 connections=$4 floor=${5:-} rows='' median ratio=
  for _ in $(seq "$repeats"); do
    rows+=$(wrk -t1 -c"$connections" -d"${each}s" --timeout 10s -s LearnerGraph.Tests/Benchmarks/bench.lua "$to" -- \
      "$case" "$work/ids" | sed -n 's/^FIGURES //p')$'\n'
  done
  median() { cut -d ' ' -f "$1" <<< "$rows" | grep . | sort -g | sed -n "$(((repeats + 1) / 2))p"; }
  local rate p50 p99 errors
  rate=$(median 1); p50=$(median 2); p99=$(median 3); errors=$(cut -d ' ' -f 4 <<< "$rows" | awk '{ n += $1 } END { print n }')
  declare -g "rate_${case}_$connections=$rate"
  if [ -n "$floor" ]; then
    local base=rate_${floor}_$connections
    ratio=$(awk -v a="$rate" -v b="${!base}" 'BEGIN { printf "%.2f", a / b }')
  fi
  printf '%-26s %3d %11s %9s %9s %7s %7s\n' "$label" "$connections" "$rate" "$p50" "$p99" "$errors" "$ratio"
  results+=("{\"case\":\"$label\",\"connections\":$connections,\"perSecond\":$rate,\"p50\":$p50,\"p99\":$p99,\"errors\":$errors,\"ratio\":${ratio:-null}}")
}

port=$(spare_port)
redis-server --port "$port" --bind 127.0.0.1 --save '' --appendonly no --dir "$work" > "$work/redis.log" &
started+=($!)
serve main --set Cache:Redis=
main=$url; main_pid=$pid
echo "$(nproc) cores, $concepts concepts, $((concepts * 40)) questions, $learners learners; first answer after $ready s"
dotnet "$driver" ids "$main" "$work/ids"

open_loop() {
  local to=$1 process=$2 name=$3 before
  dotnet "$driver" open "$to" "$work/ids" 100 5 "$work/warm-up.json" > /dev/null
  before=$([ -z "$process" ] || cpu "$process")
  dotnet "$driver" open "$to" "$work/ids" 300 "$seconds" "$work/$name.json"
  [ -z "$process" ] || echo "resident $(rss "$process") MB, $(awk -v a="$before" -v b="$(cpu "$process")" -v s="$seconds" \
    'BEGIN { printf "%.2f", (b - a) / s }') processors"
}
open_loop "$main" "$main_pid" open
[ -z "$compare" ] || { echo "the other: $compare"; open_loop "$compare" '' other; }

floor_url=http://127.0.0.1:$(spare_port)
dotnet "$driver" floor "$floor_url" "127.0.0.1:$port" > "$work/floor.log" 2>&1 &
floor_pid=$!; started+=("$floor_pid")
until curl -sf -o /dev/null -X POST "$floor_url/redis"; do
  kill -0 "$floor_pid" 2> /dev/null || { tail -n 5 "$work/floor.log"; exit 1; }
  sleep 0.1
done
printf '\n%-26s %3s %11s %9s %9s %7s %7s\n' case c requests/s 'p50 ms' 'p99 ms' errors ratio
for c in 1 8 32; do
  measure 'floor: constant 3 KB' constant "$floor_url/constant" "$c"
  measure 'floor: one Redis GET' redis "$floor_url/redis" "$c"
done
stop "$floor_pid"
for c in 1 8 32; do
  measure 'set computed' computed "$main/graphql" "$c" constant
  measure 'set from the process' cached "$main/graphql" "$c" redis
  measure 'submit of ten' submit "$main/graphql" "$c" constant
  [ -z "$compare" ] || measure 'other: set computed' computed "$compare/graphql" "$c" constant
  [ -z "$compare" ] || measure 'other: set cached' cached "$compare/graphql" "$c" redis
done
echo "resident $(rss "$main_pid") MB"
curl -s "$main/metrics" | grep -E '^recommendation_cache_requests_total' || true
stop "$main_pid"

serve shared --set "Cache:Redis=127.0.0.1:$port" --set Cache:Entries=0
for c in 1 8 32; do measure 'set from Redis alone' cached "$url/graphql" "$c" redis; done
curl -s "$url/metrics" | grep -E '^recommendation_cache_requests_total' || true

if [ -n "$json" ]; then
  printf '{"cores":%d,"learners":%d,"firstAnswerSeconds":%s,"openLoop":%s,"other":%s,"cases":[%s]}\n' "$(nproc)" "$learners" \
    "$ready" "$(cat "$work/open.json")" "$(cat "$work/other.json" 2> /dev/null || echo null)" "$(IFS=,; echo "${results[*]}")" > "$json"
fi
