package nomadops.gc.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real PostgreSQL of Debian's package, in a folder of its own and on loopback alone.
///
/// It refuses to run as root, so there it becomes the user `postgres`. It dies with this JVM,
/// however that ends: a clean end stops it, and the kernel does where there is none.
public final class PostgresServer implements AutoCloseable {
  private final Path bin;
  private final Path folder;
  private final int port;
  private Process process;

  private PostgresServer(Path bin, Path folder, int port) {
    this.bin = bin;
    this.folder = folder;
    this.port = port;
  }

  /// The folder of the newest installed server's programs.
  public static Optional<Path> installed() {
    Path all = Path.of("/usr/lib/postgresql");
    try (Stream<Path> versions = Files.isDirectory(all) ? Files.list(all) : Stream.empty()) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
          .max(Comparator.comparing(Path::toString));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  public static PostgresServer start(Path bin) throws Exception {
    Path folder =
        Files.createTempDirectory(
            "nomad-ops-postgres",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    if (isRoot()) {
      run(List.of("chown", "postgres", folder.toString()));
    }
    PostgresServer server = new PostgresServer(bin, folder, freePort());
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    run(
        server.asServer(
            List.of(
                bin.resolve("initdb").toString(),
                "-D",
                server.data(),
                "-U",
                "gc",
                "-A",
                "trust",
                "--no-sync",
                "--no-locale",
                "-E",
                "UTF8")));
    server.up();
    return server;
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private List<String> asServer(List<String> command) {
    List<String> all = new ArrayList<>(List.of("setpriv", "--pdeathsig", "QUIT"));
    if (isRoot()) {
      all.addAll(List.of("--reuid", "postgres", "--regid", "postgres", "--init-groups"));
    }
    all.addAll(command);
    return all;
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private static void run(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(new File("/")).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s", command).isTrue();
    assertThat(process.exitValue()).as("%s: %s", command, said).isZero();
  }

  /// Starts it, on the same port as before. The kernel ends it with the thread that started it, so
  /// that thread stays.
  public void up() throws Exception {
    List<String> command =
        asServer(
            List.of(
                bin.resolve("postgres").toString(),
                "-D",
                data(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=off",
                "-c",
                "shared_buffers=16MB"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(new File("/"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process[] started = new Process[1];
    Thread keeper =
        new Thread(() -> {
          try {
            started[0] = builder.start();
            synchronized (started) {
              started.notifyAll();
            }
            started[0].waitFor();
          } catch (IOException | InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
    keeper.setDaemon(true);
    keeper.start();
    synchronized (started) {
      while (started[0] == null) {
        started.wait(100);
        assertThat(keeper.isAlive() || started[0] != null).as("it starts").isTrue();
      }
    }
    process = started[0];
    nomadops.gc.Await.until("PostgreSQL answers", this::answers);
  }

  private boolean answers() {
    assertThat(process.isAlive()).as("PostgreSQL runs").isTrue();
    try {
      sql("postgres", "SELECT 1");
      return true;
    } catch (SQLException _) {
      return false;
    }
  }

  /// Ends it at once, without a word to its clients.
  public void down() {
    try {
      new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid())).start().waitFor();
      process.waitFor(30, TimeUnit.SECONDS);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public boolean isUp() {
    return process.isAlive();
  }

  public void sql(String database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:" + url("gc", database));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String url(String user, String database) {
    return "postgresql://127.0.0.1:" + port + "/" + database + "?user=" + user;
  }

  /// As a user writes it.
  public String address(String user, String database) {
    return "postgresql://" + user + "@127.0.0.1:" + port + "/" + database;
  }

  /// Asks this user for a password from now on.
  void askForPassword(String user) throws Exception {
    Path hba = Path.of(data(), "pg_hba.conf");
    String rule = "host all " + user + " 127.0.0.1/32 scram-sha-256\n";
    Files.writeString(hba, rule + Files.readString(hba));
    sql("postgres", "SELECT pg_reload_conf()");
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      down();
    }
    try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException _) {
      // A temporary folder that stays is no reason to fail.
    }
  }
}
