#!/bin/sh
# Writes the configuration that only this pod has: identity.sh TEMPLATES RESULTS
#   POD_NAME  e.g. nomad-server-2: the number at its end is the server's
#   HOST_IP   the node's address, for templates that name it
set -eu
for template in "$1"/*.hcl; do
  sed -e "/\"$POD_NAME\./d" -e "s/@ordinal@/${POD_NAME##*-}/g" -e "s/@host-ip@/${HOST_IP:-}/g" \
    "$template" >"$2/${template##*/}"
done
