package nomadops.simulator.contract;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.agent.AgentOptions;
import nomadops.simulator.agent.NomadAgent;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/// Starts each target once per JVM, when the first class asks for it, and closes it after the last.
final class Targets implements ArgumentsProvider {
  /// Gauges at once, and in both formats.
  private static final String TELEMETRY =
      "telemetry { collection_interval = \"1s\" prometheus_metrics = true }";

  private static final Map<String, String> ENV = System.getenv();

  @Override
  public Stream<? extends Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    boolean acl = context.getRequiredTestClass().isAnnotationPresent(NeedsAcls.class);
    Stream.Builder<Target> targets = Stream.builder();
    Running running =
        context
            .getRoot()
            .getStore(Namespace.create(Targets.class))
            .computeIfAbsent(Running.class, _ -> new Running(), Running.class);
    targets.add(running.simulator(acl));
    if (ENV.containsKey("NOMAD_BIN")) {
      targets.add(running.agent(acl, Path.of(ENV.get("NOMAD_BIN"))));
    } else if (!acl && ENV.containsKey("NOMAD_ADDR") && "1".equals(ENV.get("NOMAD_OPS_LIVE"))) {
      targets.add(live());
    }
    return targets.build().map(Arguments::of);
  }

  private static Target live() {
    URI address = URI.create(ENV.get("NOMAD_ADDR"));
    String token = ENV.getOrDefault("NOMAD_TOKEN", "");
    return new Target("live", address, token, versionOf(address, token), true);
  }

  private static String versionOf(URI address, String token) {
    try {
      return Nomad.at(address, token)
          .get("/v1/agent/self")
          .json()
          .at("/config/Version/Version")
          .asString("");
    } catch (UncheckedIOException e) {
      throw new IllegalStateException("NOMAD_ADDR " + address + " does not answer", e);
    }
  }

  /// What has been started, by whether it has ACLs.
  private static final class Running implements AutoCloseable {
    private final Map<Boolean, NomadSimulator> simulators = new ConcurrentHashMap<>();
    private final Map<Boolean, NomadAgent> agents = new ConcurrentHashMap<>();

    Target simulator(boolean acl) {
      // A reader that begins at the oldest event of a full buffer is cut off by the next one.
      SimulatorOptions options =
          SimulatorOptions.defaults().withAcl(acl).withEvents(Duration.ofSeconds(30), 100_000);
      NomadSimulator simulator =
          simulators.computeIfAbsent(acl, _ -> NomadSimulator.start(options));
      String token = acl ? SimulatorOptions.MANAGEMENT_TOKEN : "";
      return new Target(
          "simulator", simulator.address(), token, versionOf(simulator.address(), token), false);
    }

    Target agent(boolean acl, Path binary) {
      NomadAgent agent =
          Optional.ofNullable(agents.get(acl)).orElseGet(() -> startAgent(acl, binary));
      return new Target("agent", agent.address(), agent.managementToken(), agent.version(), false);
    }

    private NomadAgent startAgent(boolean acl, Path binary) {
      try {
        NomadAgent agent =
            NomadAgent.start(
                AgentOptions.of(binary).withAcl(acl).withClient(!acl).withExtraConfig(TELEMETRY));
        agents.put(acl, agent);
        return agent;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      simulators.values().forEach(NomadSimulator::close);
      agents.values().forEach(NomadAgent::close);
    }
  }
}
