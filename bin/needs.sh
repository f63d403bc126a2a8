# What the commands need from the machine. Sourced by bin/run, bin/test and bin/bench; does nothing by itself.
# As root a missing system package is installed; otherwise a clear message says what to install.

say() { printf '%s\n' "$*" >&2; }
stop() { say "daybinder: $*"; exit 1; }

# Runs apt-get quietly; its output is shown only if it fails.
apt_install() {
  command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" -eq 0 ] || return 1
  say "Installing $* from the system's packages…"
  local log
  log=$(mktemp)
  if { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; } >"$log" 2>&1; then
    rm -f "$log"
    return 0
  fi
  cat "$log" >&2
  rm -f "$log"
  return 1
}

need_cargo() {
  if ! command -v cargo >/dev/null 2>&1 && [ -f "${HOME:-}/.cargo/env" ]; then . "$HOME/.cargo/env"; fi
  command -v cargo >/dev/null 2>&1 || stop "cargo is not here. Install Rust 1.90 or newer with rustup, then run this again."
}

need_c_compiler() {
  command -v cc >/dev/null 2>&1 || apt_install gcc libc6-dev ||
    stop "there is no C compiler (cc), which SQLite needs. Install gcc (Debian, Ubuntu: apt-get install gcc libc6-dev), then run this again."
}

node_is_new() { command -v node >/dev/null 2>&1 && [ "$(node -p 'parseInt(process.versions.node)' 2>/dev/null || echo 0)" -ge 20 ]; }

need_node() {
  if ! node_is_new || ! command -v npm >/dev/null 2>&1; then
    apt_install nodejs npm || true
  fi
  node_is_new || stop "Node 20 or newer is needed to build the pages (found: $(node --version 2>/dev/null || echo none)). Install it, then run this again."
  command -v npm >/dev/null 2>&1 || stop "npm is not here. It comes with Node 20; install it, then run this again."
}

# Installs the packages of a folder when its lock file is newer than what is there.
need_packages() {
  [ -f "$1/node_modules/.package-lock.json" ] && [ ! "$1/package-lock.json" -nt "$1/node_modules/.package-lock.json" ] && return 0
  say "Installing the npm packages of $1…"
  (cd "$1" && npm ci --no-audit --no-fund --loglevel=error >&2) || stop "npm could not install the packages of $1."
}

postgres_folder() {
  local folder
  for folder in "$(pg_config --bindir 2>/dev/null || true)" /usr/lib/postgresql/*/bin /usr/local/pgsql/bin /opt/homebrew/opt/postgresql*/bin; do
    if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then printf '%s\n' "$folder"; return 0; fi
  done
  folder=$(command -v initdb 2>/dev/null) && dirname "$(readlink -f "$folder")"
}

need_postgres() {
  POSTGRES_BIN=$(postgres_folder) || true
  if [ -z "$POSTGRES_BIN" ]; then
    apt_install postgresql || stop "the tests need PostgreSQL 15 or newer (initdb, postgres). Debian, Ubuntu: apt-get install postgresql."
    POSTGRES_BIN=$(postgres_folder) || true
  fi
  [ -n "$POSTGRES_BIN" ] || stop "PostgreSQL was installed, but initdb is nowhere to be found."
}

chromium_path() { command -v chromium || command -v chromium-browser || command -v google-chrome || command -v google-chrome-stable; }

need_chromium() {
  CHROMIUM=$(chromium_path) || { apt_install chromium && CHROMIUM=$(chromium_path); } ||
    stop "the browser journeys need Chromium. Debian: apt-get install chromium."
}

need_pdftotext() {
  command -v pdftotext >/dev/null || { apt_install poppler-utils && command -v pdftotext >/dev/null; } ||
    stop "the tests of printed sheets need pdftotext. Debian: apt-get install poppler-utils."
}

# The tests of mail speak with a real Dovecot and a real SMTP server; without them they say so and are left out.
want_mail_servers() {
  command -v dovecot >/dev/null 2>&1 && /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null && return 0
  apt_install dovecot-imapd python3-aiosmtpd ||
    say "daybinder: the tests of mail are left out: they need Dovecot 2.3 and aiosmtpd. Debian: apt-get install dovecot-imapd python3-aiosmtpd."
}
