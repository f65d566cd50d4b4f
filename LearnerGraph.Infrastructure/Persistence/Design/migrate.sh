#!/usr/bin/env bash
# After the model has changed: ./migrate.sh <Name> adds a migration for each database. `./migrate.sh Initial` makes the
# first one anew, which is all there is until the first release.
# Needs dotnet-ef 10.0.14: dotnet tool install --global dotnet-ef --version 10.0.14
set -euo pipefail
cd "$(dirname "$0")"
name=${1:?name of the migration}
export PATH="$PATH:$HOME/.dotnet/tools"
for provider in Sqlite Postgres; do
  [ "$name" != Initial ] || rm -rf "../$provider/Migrations"
done
dotnet restore --nologo -v q
dotnet build --no-restore --nologo -v q -clp:ErrorsOnly
for provider in Sqlite Postgres; do
  dotnet ef migrations add "$name" --no-build --project ../.. --startup-project . --context "${provider}Context" \
    --output-dir "Persistence/$provider/Migrations"
  sed -i '1s/^\xEF\xBB\xBF//' "../$provider/Migrations"/*.cs
done
