package nomadops.simulator.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Stream;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.agent.NomadAgent;

/// The servers that the contract is tested on; each is started once and serves every class.
public final class ContractTargets {
  private static final Lazy SIMULATOR = new Lazy(() -> NomadSimulator.start().address());
  private static final Lazy SIMULATOR_ACL =
      new Lazy(() -> NomadSimulator.start(SimulatorOptions.defaults().withAcl(true)).address());
  private static final Lazy REAL = new Lazy(() -> start(options().withClient()));
  private static final Lazy REAL_ACL = new Lazy(() -> start(options().withAcl()));

  private ContractTargets() {}

  /// Servers without ACLs.
  public static Stream<ContractTarget> all() {
    Stream<ContractTarget> simulated =
        Stream.of(new ContractTarget("simulator", SIMULATOR.get(), ""));
    String address = System.getenv("NOMAD_ADDR");
    if (binary() != null) {
      return Stream.concat(simulated, Stream.of(new ContractTarget("real", REAL.get(), "")));
    }
    if (address != null && "1".equals(System.getenv("NOMAD_OPS_LIVE"))) {
      return Stream.concat(
          simulated, Stream.of(new ContractTarget("live", URI.create(address), "")));
    }
    return simulated;
  }

  /// Servers with ACLs, and their management token.
  public static Stream<ContractTarget> withAcl() {
    Stream<ContractTarget> simulated =
        Stream.of(
            new ContractTarget(
                "simulator", SIMULATOR_ACL.get(), SimulatorOptions.MANAGEMENT_TOKEN));
    if (binary() == null) {
      return simulated;
    }
    return Stream.concat(simulated, Stream.of(bootstrapped(REAL_ACL.get())));
  }

  private static synchronized ContractTarget bootstrapped(URI address) {
    if (bootstrapToken.isEmpty()) {
      bootstrapToken =
          new ContractTarget("real", address, "")
              .send("PUT", "/v1/acl/bootstrap", "{}")
              .json()
              .path("SecretID")
              .asString();
    }
    return new ContractTarget("real", address, bootstrapToken);
  }

  private static String bootstrapToken = "";

  private static String binary() {
    return System.getenv("NOMAD_BIN");
  }

  private static NomadAgent.Options options() {
    return NomadAgent.Options.server(Path.of(binary()));
  }

  private static URI start(NomadAgent.Options options) {
    try {
      return NomadAgent.start(options).address();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static final class Lazy {
    private final java.util.function.Supplier<URI> start;
    private URI address;

    Lazy(java.util.function.Supplier<URI> start) {
      this.start = start;
    }

    synchronized URI get() {
      if (address == null) {
        address = start.get();
      }
      return address;
    }
  }
}
