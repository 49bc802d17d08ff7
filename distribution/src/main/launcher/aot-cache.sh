# shellcheck shell=sh disable=SC2034,SC2154
# Sourced by the launcher, not run. Keeps a cache of loaded and linked classes (JEP 483, JEP 514), which halves the time to
# the first output. The cache is named by the digest of lib/ and by the version of Java, so that neither an upgrade nor
# another build of the same version meets the cache of something else: the JVM compares times and sizes of jars alone, and
# those of reproducible builds are equal. Needs home, classpath and
# find-java.sh; all that is set here begins with aot_.

aot_file() {
  # Sets aot_at, for the folder $1, to where the cache of this lib/ and this Java is.
  aot_at=
  aot_digest=
  [ -r "$home/libexec/lib.sha256" ] && read -r aot_digest <"$home/libexec/lib.sha256"
  [ -n "$aot_digest" ] || return 1
  aot_java=$(java_version "$JAVA_HOME_FOUND")
  aot_at=$1/nomad-ops-$(printf %.16s "$aot_digest")-java-$aot_java.aot
}

aot_create() {
  # $1 folder; the rest is the JVM's command line up to the main class. Exit code as of nomad-ops.
  aot_folder=$1
  shift
  if ! aot_file "$aot_folder"; then
    echo "nomad-ops: there is no $home/libexec/lib.sha256, so a cache could not be told from that of another version" >&2
    return 1
  fi
  mkdir -p "$aot_folder" || return 1
  # Written beside and moved: another process may be starting with it.
  aot_new=$aot_at.$$
  if "$@" -XX:AOTCacheOutput="$aot_new" -Dnomadops.aot.training=true -cp "$classpath" nomadops.cli.NomadOps aot-cache >"$aot_new.log" 2>&1 && [ -s "$aot_new" ]; then
    mv "$aot_new" "$aot_at"
    rm -f "$aot_new.log"
    for aot_old in "$aot_folder"/nomad-ops-*.aot; do
      [ "$aot_old" = "$aot_at" ] || rm -f "$aot_old"
    done
    echo "$aot_at"
    return 0
  fi
  cat "$aot_new.log" >&2
  rm -f "$aot_new" "$aot_new.log" "$aot_new.config"
  echo "nomad-ops: the cache could not be made (see above); nomad-ops works without one" >&2
  return 1
}
