package nomadops.deploy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Three servers in their pods, each behind a [StableAddress]. Every pod gets an address that none
/// had before.
final class ServerPods implements AutoCloseable {
  static final int SERVERS = 3;

  /// What a server says it is.
  enum Advertised {
    THE_SERVICE,
    THE_POD
  }

  private final Path binary;
  private final Path folder;
  private final Advertised advertised;
  private final int net = 16 + (int) (ProcessHandle.current().pid() % 200);
  private final int subnet = 1 + (int) (System.nanoTime() % 250);
  private final ServerPod.Ports ports;
  private final List<StableAddress> services = new ArrayList<>();
  private final List<InetAddress> addresses = new ArrayList<>();
  private final List<ServerPod> pods = new ArrayList<>();
  private int given = 10;

  ServerPods(Path binary, Path folder, Advertised advertised)
      throws IOException, InterruptedException {
    this.binary = binary;
    this.folder = folder;
    this.advertised = advertised;
    this.ports = free(address(1));
    for (int i = 0; i < SERVERS; i++) {
      addresses.add(address(given++));
      services.add(
          new StableAddress(
              address(1 + i), addresses.get(i), List.of(ports.rpc(), ports.serf()), ports.serf()));
      Files.createDirectories(folder.resolve(name(i)));
    }
    for (int i = 0; i < SERVERS; i++) {
      pods.add(start(i));
    }
  }

  List<ServerPod> pods() {
    return pods;
  }

  /// Kills all of them, and starts them elsewhere.
  void moveAll() throws IOException, InterruptedException {
    for (ServerPod pod : pods) {
      pod.kill();
    }
    for (ServerPod pod : pods) {
      pod.close();
    }
    for (int i = 0; i < SERVERS; i++) {
      move(i);
    }
    for (int i = 0; i < SERVERS; i++) {
      pods.set(i, start(i));
    }
  }

  /// Kills one whose host is lost with its disk, and starts it elsewhere with an empty one.
  void replace(int i) throws IOException, InterruptedException {
    pods.get(i).close();
    try (var files = Files.walk(pods.get(i).data())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    move(i);
    pods.set(i, start(i));
  }

  private void move(int i) throws IOException {
    addresses.set(i, address(given++));
    services.get(i).leadTo(addresses.get(i));
  }

  private ServerPod start(int i) throws IOException, InterruptedException {
    return new ServerPod(
        binary, name(i), folder.resolve(name(i)), addresses.get(i), ports, names());
  }

  /// What the cluster's DNS says at this moment.
  private Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    for (int i = 0; i < SERVERS; i++) {
      InetAddress stable = services.get(i).address();
      InetAddress own = addresses.get(i);
      names.put(
          "nomad-peer-" + i,
          (advertised == Advertised.THE_SERVICE ? stable : own).getHostAddress());
      names.put(name(i) + ".nomad-servers", own.getHostAddress() + ":" + ports.serf());
    }
    return names;
  }

  private static String name(int i) {
    return "nomad-server-" + i;
  }

  private InetAddress address(int host) throws IOException {
    return InetAddress.getByAddress(new byte[] {127, (byte) net, (byte) subnet, (byte) host});
  }

  private static ServerPod.Ports free(InetAddress at) throws IOException {
    try (ServerSocket http = new ServerSocket(0, 1, at);
        ServerSocket rpc = new ServerSocket(0, 1, at);
        ServerSocket serf = new ServerSocket(0, 1, at)) {
      return new ServerPod.Ports(http.getLocalPort(), rpc.getLocalPort(), serf.getLocalPort());
    }
  }

  @Override
  public void close() throws IOException {
    for (ServerPod pod : pods) {
      pod.close();
    }
    for (StableAddress service : services) {
      service.close();
    }
  }
}
