package nomadops.deploy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// One pod of the StatefulSet, on loopback: a real Nomad with the files of
/// `deploy/kubernetes/base`, its identity written by their own script.
final class ServerPod implements AutoCloseable {
  private static final Path BASE = KubernetesFolder.FOLDER.resolve("base");
  private static final int END_SECONDS = 20;

  /// Ends the agent by kill -9 when its own input ends, and so with this JVM, however that ends.
  private static final String LEASH =
      """
      exec 3<&0
      "$@" 3<&- </dev/null &
      agent=$!
      (cat <&3 >/dev/null; kill -9 "$agent") &
      wait "$agent"
      """;

  /// Which ports all of the pods have.
  record Ports(int http, int rpc, int serf) {}

  private final String name;
  private final Path home;
  private final InetAddress address;
  private final Ports ports;
  private final Process shell;

  /// Starts it.
  ///
  /// @param home what outlives the pod: its claim
  /// @param names what a name of the manifests is on loopback
  ServerPod(
      Path binary,
      String name,
      Path home,
      InetAddress address,
      Ports ports,
      Map<String, String> names)
      throws IOException, InterruptedException {
    this.name = name;
    this.home = home;
    this.address = address;
    this.ports = ports;
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", "-c", LEASH, "leash", binary.toString(), "agent"));
    configuration(names).forEach(config -> command.add("-config=" + config));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()));
    builder
        .environment()
        .keySet()
        .removeIf(key -> key.startsWith("NOMAD_") || key.equals("AWS_CA_BUNDLE"));
    this.shell = builder.start();
  }

  URI http() {
    return URI.create("http://" + address.getHostAddress() + ":" + ports.http());
  }

  /// The data folder, once the process is gone.
  Path data() {
    return home.resolve("data");
  }

  private List<Path> configuration(Map<String, String> names)
      throws IOException, InterruptedException {
    Path config = Files.createDirectories(home.resolve("config"));
    for (String file : List.of("nomad.hcl", "region.hcl")) {
      Files.writeString(config.resolve(file), KubernetesFolder.text(BASE.resolve(file)));
    }
    Path identity = Files.createDirectories(home.resolve("identity"));
    write(identity);
    for (String file : List.of("identity.hcl", "join.hcl")) {
      String text = Files.readString(identity.resolve(file));
      // The longest first: a name may begin another.
      for (var known : new TreeMap<>(names).descendingMap().entrySet()) {
        text = text.replace("\"" + known.getKey() + "\"", "\"" + known.getValue() + "\"");
      }
      Files.writeString(identity.resolve(file), text);
    }
    Path place =
        Files.writeString(
            home.resolve("place.hcl"),
            """
            name      = "%s"
            data_dir  = "%s"
            bind_addr = "%s"
            ports {
              http = %d
              rpc  = %d
              serf = %d
            }
            server {
              encrypt = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
              server_join {
                retry_interval = "1s"
              }
            }
            """
                .formatted(
                    name,
                    data(),
                    address.getHostAddress(),
                    ports.http(),
                    ports.rpc(),
                    ports.serf()));
    return List.of(config, identity, place);
  }

  private void write(Path identity) throws IOException, InterruptedException {
    Path templates = Files.createDirectories(home.resolve("templates"));
    for (String file : List.of("identity.hcl", "join.hcl")) {
      Files.writeString(templates.resolve(file), KubernetesFolder.text(BASE.resolve(file)));
    }
    ProcessBuilder script =
        new ProcessBuilder(
            "/bin/sh",
            BASE.resolve("identity.sh").toString(),
            templates.toString(),
            identity.toString());
    script.environment().put("POD_NAME", name);
    Process process = script.inheritIO().start();
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException("identity.sh failed");
    }
  }

  /// Kills it with -9.
  void kill() throws IOException {
    shell.getOutputStream().close();
  }

  @Override
  public void close() throws IOException {
    kill();
    try {
      if (!shell.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(name + " survives its kill");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
