package nomadops.health.cli;

/// The checks that there are, by the words of `checks`.
enum CheckName {
  NOMAD,
  NOMAD_SERVERS
}
