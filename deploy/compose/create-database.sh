#!/usr/bin/env bash
# Run once by PostgreSQL's image, on an empty volume: the user and the database that VoiceLens works with, and the extension that only an administrator may set up.
set -euo pipefail

password=$(cat "${VOICELENS_PASSWORD_FILE:-/run/secrets/voicelens_password}")
psql --username "${POSTGRES_USER:-postgres}" --no-psqlrc --set ON_ERROR_STOP=1 --set password="$password" <<'SQL'
create role voicelens login createrole password :'password';
create database voicelens owner voicelens;
\connect voicelens
create extension vector;
SQL
