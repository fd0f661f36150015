#!/bin/sh
# Run once by the image of PostgreSQL, in a new database: creates the roles of
# docs/operations/databases.md.
set -eu
psql --username=postgres --dbname=keysmith --set=ON_ERROR_STOP=1 \
  --set=owner_password="$(cat /run/secrets/owner-password)" \
  --set=serving_password="$(cat /run/secrets/serving-password)" <<'SQL'
CREATE ROLE keysmith_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE keysmith LOGIN PASSWORD :'serving_password';
GRANT CREATE ON DATABASE keysmith TO keysmith_owner;
GRANT CREATE ON SCHEMA public TO keysmith_owner;
SQL
