#!/usr/bin/env bash
# The networks' kernels and training steps beside OpenBLAS and PyTorch, one thread each, in one run.
# Needs python3-torch, python3-numpy and libopenblas0-pthread (apt). Best of seven rounds; ratio above 1 is faster.
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet build -c Release LearnerGraph.Tests/Benchmarks -clp:ErrorsOnly -v q --nologo > /dev/null
ours() { for case in matmul dkt ncf; do dotnet run --no-build -c Release --project LearnerGraph.Tests/Benchmarks -- "$case"; done; }
join -a 1 <(ours | sort) <(/usr/bin/python3 LearnerGraph.Tests/Benchmarks/neural.py | sort) |
  awk 'BEGIN { printf "%-24s %10s %10s %7s  %s\n", "case", "here", "there", "ratio", "unit" }
       NF == 5 { printf "%-24s %10s %10s %7.2f  %s\n", $1, $2, $4, $2 / $4, $3 }
       NF == 3 { printf "%-24s %10s %10s %7s  %s\n", $1, $2, "", "", $3 }'
