package nomadops.health.cli;

/// The checks that need no setting of their own, by the words of `checks`.
enum CheckName {
  NOMAD,
  NOMAD_SERVERS,
  DOCKER,
  DISK,
  INODES,
  READ_ONLY,
  CONNTRACK,
  FILE_DESCRIPTORS,
  PIDS
}
