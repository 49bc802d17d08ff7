#!/bin/sh
# Bootstraps Nomad's ACLs with the operator's own token, applies the policies of our tools, and gives each tool the token that its
# Secret has. May be run again at any time: what is there already is looked at, and left.
#
# It needs nomad and sh alone, and no right in Kubernetes: the secrets are chosen before and not written back.
#   NOMAD_ADDR  a server
#   ROOT        where the files are; for tests
set -eu
root=${ROOT:-}
bootstrap=$root/run/secrets/nomad-bootstrap/token

say() { echo "acl-bootstrap: $*" >&2; }

# A cluster that is being made has no leader for a while.
tries=0
until answer=$(nomad acl bootstrap "$bootstrap" 2>&1 >/dev/null); do
  case $answer in
    *"already done"*) break ;;
  esac
  tries=$((tries + 1))
  if [ "$tries" -ge "${TRIES:-100}" ]; then
    say "the ACLs could not be bootstrapped: $answer"
    exit 1
  fi
  sleep "${PAUSE:-3}"
done

NOMAD_TOKEN=$(cat "$bootstrap")
export NOMAD_TOKEN
if ! nomad acl token self | grep -q '^Type *= management'; then
  say "the ACLs were bootstrapped before, with another token than the one in the Secret nomad-bootstrap"
  exit 1
fi

for policy in "$root"/etc/nomad-policies/*.policy.hcl; do
  name=nomad-ops-$(basename "$policy" .policy.hcl)
  nomad acl policy apply -description "nomad-ops: deploy/acl" "$name" "$policy"
done

for tool in "$root"/run/secrets/nomad-tokens/*; do
  [ -f "$tool/token" ] || continue
  name=nomad-ops-$(basename "$tool")
  accessor=$(cat "$tool/accessor")
  if nomad acl token info "$accessor" >/dev/null 2>&1; then
    say "$name: the token is there"
  else
    nomad acl token create -accessor "$accessor" -name "$name" -type client -policy "$name" "$tool/token" >/dev/null
    say "$name: the token was made"
  fi
  if ! NOMAD_TOKEN=$(cat "$tool/token") nomad acl token self >/dev/null 2>&1; then
    say "$name: Nomad knows the accessor with another secret: choose a new accessor in the Secret nomad-token-$(basename "$tool")"
    exit 1
  fi
done
say "done"
