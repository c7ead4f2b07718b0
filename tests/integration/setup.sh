#!/usr/bin/env bash
# The programs that the integration tests drive, from Debian and the npm registry; run as root, as often as you like.
set -euo pipefail
cd "$(dirname "$0")/../.."
packages=(
  tmux                                                     # a terminal for the tests to type into
  neomutt aerc less alot git-email libmailtools-perl emacs-nox  # mail programs, and what aerc shows a refusal with
  neovim elpa-eglot                                        # editors
  libreoffice-writer-nogui python3-uno                     # a word processor that asks a LanguageTool server
  chromium                                                 # a browser
)
command -v npm >/dev/null || packages+=(npm)                # and with it node
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "Installing ${missing[*]} ..."
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
[ -x .venv/node/node_modules/.bin/gramma ] || npm install --silent --no-audit --no-fund --prefix .venv/node gramma@1.6.0
