# shellcheck shell=sh disable=SC2034
# Sourced, not run. Gives `find_java MAJOR TOOL`: sets JAVA_HOME_FOUND to a Java home of at least MAJOR that has bin/TOOL
# (java to run, javac to build), or returns 1 after saying on stderr what to install. POSIX sh, which has no
# local variables: all that it sets begins with java_ or JAVA_.
# A home's version is read from its `release` file, which costs no JVM start.

java_version() {
  # Prints the version of the Java home $1, e.g. 25.0.3, or nothing.
  if [ -r "$1/release" ]; then
    while IFS='=' read -r java_key java_value; do
      if [ "$java_key" = JAVA_VERSION ]; then
        java_value=${java_value#\"}
        echo "${java_value%\"}"
        return 0
      fi
    done <"$1/release"
  fi
  return 0
}

java_major() {
  # Prints the major version of the Java home $1, or nothing.
  java_is=$(java_version "$1")
  echo "${java_is%%[!0-9]*}"
}

java_fits() {
  # $1 home, $2 least major, $3 tool
  [ -x "$1/bin/$3" ] || return 1
  java_is=$(java_major "$1")
  [ -n "$java_is" ] && [ "$java_is" -ge "$2" ]
}

java_refuse() {
  # $1 variable, $2 its value, $3 least major, $4 tool: a variable that was set on purpose is obeyed or refused, not skipped.
  echo "nomad-ops: $1=$2 is not a Java home of version $3 or newer with bin/$4" >&2
  if [ -x "$2/bin/$4" ]; then
    echo "  (it is version $(java_major "$2")); unset $1 or point it to a newer one" >&2
  else
    echo "  (there is no $2/bin/$4); unset $1 or correct it" >&2
  fi
}

find_java() {
  JAVA_HOME_FOUND=
  if [ -n "${NOMAD_OPS_JAVA_HOME:-}" ]; then
    if java_fits "$NOMAD_OPS_JAVA_HOME" "$1" "$2"; then
      JAVA_HOME_FOUND=$NOMAD_OPS_JAVA_HOME
      return 0
    fi
    java_refuse NOMAD_OPS_JAVA_HOME "$NOMAD_OPS_JAVA_HOME" "$1" "$2"
    return 1
  fi
  if [ -n "${JAVA_HOME:-}" ] && java_fits "$JAVA_HOME" "$1" "$2"; then
    JAVA_HOME_FOUND=$JAVA_HOME
    return 0
  fi
  java_on_path=$(command -v java 2>/dev/null || true)
  if [ -n "$java_on_path" ]; then
    java_on_path=$(readlink -f "$java_on_path" 2>/dev/null || echo "$java_on_path")
    java_on_path=${java_on_path%/bin/java}
    if java_fits "$java_on_path" "$1" "$2"; then
      JAVA_HOME_FOUND=$java_on_path
      return 0
    fi
  fi
  for java_candidate in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*/jdk* "${HOME:-/nowhere}"/.sdkman/candidates/java/* \
    "${HOME:-/nowhere}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if java_fits "$java_candidate" "$1" "$2"; then
      JAVA_HOME_FOUND=$java_candidate
      return 0
    fi
  done
  java_kind=JDK
  [ "$2" = java ] && java_kind="Java runtime"
  {
    echo "nomad-ops: no $java_kind of version $1 or newer was found."
    echo "  Looked at NOMAD_OPS_JAVA_HOME, JAVA_HOME, the java on PATH, /usr/lib/jvm, /usr/java, /opt, ~/.sdkman and ~/.jdks."
    if [ -n "$java_on_path" ]; then
      java_is=$(java_major "$java_on_path")
      echo "  The java on PATH is version ${java_is:-unknown} ($java_on_path)."
    fi
    echo "  Install one, for example: apt-get install temurin-$1-jdk (Adoptium), openjdk-$1-jdk (Debian, Ubuntu),"
    echo "  dnf install java-$1-openjdk-devel (Fedora), brew install openjdk@$1 (macOS); or set NOMAD_OPS_JAVA_HOME."
  } >&2
  return 1
}
