#!/usr/bin/env bash
# Suites that nobody here wrote, and the client sample, against the kitchen schema and the product, built in Release.
#   run.sh up       installs the suites and starts both servers       run.sh down   stops them
#   run.sh list     names the suites that can run here                run.sh NAME   runs one; the exit code is its verdict
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
root=$PWD
work=$root/artifacts/conformance
suites=$root/artifacts/graphql
clients=$root/artifacts/clients
vectors=${LEARNERGRAPH_DATA:-$root/../shared}/graphql/vectors
dotnet=$(command -v dotnet)
seeds=(1 2)
[ "${LEARNERGRAPH_FULL:-}" = 1 ] && seeds=(1 2 3 4 5)

# Copies a folder of Node programs and installs what they need, unless that has been done before.
install() {
  local from=$1 to=$2 stamp
  stamp=$(cat "$from/package-lock.json" <(node --version) | sha256sum)
  mkdir -p "$to"
  cp -r "$from/." "$to/"
  [ "$(cat "$to/.installed" 2> /dev/null)" = "$stamp" ] && return
  (cd "$to" && npm ci --no-audit --no-fund --silent)
  echo "$stamp" > "$to/.installed"
}

spare_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

# Starts a server in the background; its process id and address are kept in files, its output in a log.
start() {
  local name=$1 url; shift
  url=http://127.0.0.1:$(spare_port)
  "$dotnet" "$@" --urls "$url" > "$work/$name.log" 2>&1 &
  echo $! > "$work/$name.pid"
  echo "$url" > "$work/$name.url"
}

# The product on sample data of its own.
start_product() {
  DOTNET_ENVIRONMENT=Development ASPNETCORE_ENVIRONMENT=Development Demo__Learners=20 \
    ConnectionStrings__Main="Data Source=$work/$1.db" start "$1" LearnerGraph.Api/bin/Release/net10.0/LearnerGraph.Api.dll serve
}

wait_for() {
  local name=$1 path=$2 pid
  pid=$(cat "$work/$name.pid")
  for _ in $(seq 600); do
    curl -sf -o /dev/null --max-time 5 "$(url "$name")$path" && return
    kill -0 "$pid" 2> /dev/null || break
    sleep 0.2
  done
  echo "$name does not become ready" >&2
  tail -n 20 "$work/$name.log" >&2
  return 1
}

up() {
  down
  rm -rf "$work"
  mkdir -p "$work"
  install LearnerGraph.Tests/Reference/graphql "$suites"
  install docs/clients "$clients"
  start kitchen LearnerGraph.Tests/Conformance/bin/Release/net10.0/LearnerGraph.Conformance.dll kitchen
  start_product product
  wait_for kitchen '/graphql?sdl'
  wait_for product /health/ready
}

down() {
  local file pid
  for file in "$work"/*.pid; do
    [ -e "$file" ] || continue
    pid=$(cat "$file")
    kill "$pid" 2> /dev/null || true
    for _ in $(seq 50); do kill -0 "$pid" 2> /dev/null || break; sleep 0.1; done
    kill -9 "$pid" 2> /dev/null || true
    rm -f "$file"
  done
}

url() { cat "$work/$1.url"; }

list() {
  local server seed
  if [ -d "$vectors" ] || [ "${CI:-}" = true ]; then echo vectors
  else echo "without $vectors: the vectors of the reference implementation are skipped" >&2; fi
  for server in kitchen product; do
    echo "audit-$server"
    for seed in "${seeds[@]}"; do echo "conformance-$server-$seed"; done
    echo "execution-$server"
  done
  echo clients
  echo subscriptions
  echo client-sample
}

run() {
  local server
  case $1 in
    vectors)
      (cd "$suites" && node vectors-check.mjs "$vectors"/*.jsonl -- \
        "$dotnet" "$root/LearnerGraph.Tests/Conformance/bin/Release/net10.0/LearnerGraph.Conformance.dll" vectors) ;;
    audit-*)
      node "$suites/audit.mjs" "$(url "${1#audit-}")/graphql" --strict ;;
    conformance-*)
      server=${1#conformance-}
      node "$suites/conformance.mjs" "$(url "${server%-*}")/graphql" --seed "${server#*-}" --judgeSplits \
        --out "$work/$1.json" ;;
    execution-kitchen)
      node "$suites/typename_exec.mjs" "$(url kitchen)/graphql" --kitchen --mutations --out "$work/$1.json" ;;
    execution-product)
      node "$suites/typename_exec.mjs" "$(url product)/graphql" --docs 600 --out "$work/$1.json" ;;
    clients)
      node "$suites/clients.mjs" "$(url product)/graphql" --work "$work/clients" | tee "$work/clients.txt"
      grep -q '^0 MUST failed, 0 warnings$' "$work/clients.txt" ;;
    subscriptions)
      node "$suites/subs.mjs" "$(url kitchen)/graphql" --query 'subscription { count(to: 3) }' --expect 3 ;;
    client-sample)
      (cd "$clients" && npm run -s generate && npm run -s check)
      # Another server runs nothing but what the build has just written.
      GraphQL__TrustedDocuments=$clients/src/generated/operations.json GraphQL__TrustedOnly=true start_product trusted
      wait_for trusted /health/ready
      cd "$clients"
      LEARNERGRAPH_URL=$(url product)/graphql LEARNERGRAPH_TRUSTED_URL=$(url trusted)/graphql npm test ;;
    *)
      echo "no suite $1" >&2; return 2 ;;
  esac
}

case "${1:-}" in
  up | down | list) "$1" ;;
  "") echo "usage: run.sh up | list | NAME | down" >&2; exit 2 ;;
  *) run "$1" ;;
esac
