#!/usr/bin/env bash
# Adds a migration for SQLite after the model has changed: ./migrate.sh <Name>
# Needs dotnet-ef 10.0.14: dotnet tool install --global dotnet-ef --version 10.0.14
set -euo pipefail
cd "$(dirname "$0")"
dotnet restore --nologo -v q
dotnet ef migrations add "${1:?name of the migration}" --project ../.. --startup-project . --context SqliteContext \
  --output-dir Persistence/Sqlite/Migrations
sed -i '1s/^\xEF\xBB\xBF//' ../Sqlite/Migrations/*.cs
