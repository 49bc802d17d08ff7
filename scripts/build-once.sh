# shellcheck shell=bash
# Sourced by scripts/demo and scripts/bench: builds the distribution when a source is newer than it. Tests are scripts/check's.
# shellcheck source=distribution/src/main/launcher/find-java.sh
. distribution/src/main/launcher/find-java.sh

dist_home() {
  echo "$PWD"/distribution/target/nomad-ops-*-dist/nomad-ops-*
}

build_once() {
  find_java 25 javac || exit 1
  export JAVA_HOME=$JAVA_HOME_FOUND
  local stamp=distribution/target/built
  if [ -e "$stamp" ] && [ -z "$(find . -newer "$stamp" \( -path '*/src/main/*' -o -name pom.xml \) -not -path '*/target/*' -print -quit)" ]; then
    return 0
  fi
  if ! command -v mvn >/dev/null; then
    echo "nomad-ops: mvn is not on PATH; install Maven 3.8 or newer (apt-get install maven)" >&2
    exit 1
  fi
  echo "Building with $JAVA_HOME; the first time this fetches the libraries and takes a few minutes ..." >&2
  mvn -B -ntp -q package -DskipTests -Dspotless.check.skip=true >&2
  touch "$stamp"
}
