package nomadops.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a server keeps its Raft log, and how it is configured so that it stays as fast as it
/// began.
///
/// BoltDB, the default, keeps the pages that it does not use in a list. Nomad cuts its log after a
/// snapshot, the list grows to tens of thousands of pages, and each entry merges all of it anew: a
/// purge cost Nomad 2.0.5 1.9 ms of processor before its log was cut, and 5.2 after. Without
/// `no_freelist_sync` it writes the list as well. The write-ahead log of Nomad 2.0.0 and later
/// (`raft_logstore`) has no such list.
enum RaftLog {
  WAL(
      """
      server {
        raft_logstore {
          backend = "wal"
        }
      }
      """),
  BOLTDB(
      """
      server {
        raft_boltdb {
          no_freelist_sync = true
        }
      }
      """);

  private static final int WAL_SINCE = 2;
  private static final Pattern VERSION = Pattern.compile("Nomad v(\\d+)\\.\\d+\\.\\d+");
  private final String config;

  RaftLog(String config) {
    this.config = config;
  }

  /// HCL for the server.
  String config() {
    return config;
  }

  /// The better one that this server has.
  ///
  /// @throws IOException when it does not say its version
  static RaftLog of(Path binary) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(binary.toString(), "version").redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int _ = process.waitFor();
    return of(said);
  }

  /// @param said what `nomad version` prints
  static RaftLog of(String said) throws IOException {
    Matcher version = VERSION.matcher(said);
    if (!version.find()) {
      throw new IOException("nomad version says no version but: " + said.strip());
    }
    return Integer.parseInt(version.group(1)) >= WAL_SINCE ? WAL : BOLTDB;
  }
}
