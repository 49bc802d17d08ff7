package nomadops.runtime.preflight;

import java.util.Optional;
import java.util.function.Supplier;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.fault.NomadFault;

/// Asks for one right by a request without an effect: Nomad looks at rights before it looks for the
/// object (1.7 to 2.0.5).
final class RightsProbe {
  /// No node's: Nomad makes random ones (version 4).
  private static final String NOTHING = "00000000-0000-0000-0000-000000000000";

  private static final String LATER = "nomad-ops-asks-for-any-namespace";
  private final NomadClient nomad;

  RightsProbe(NomadClient nomad) {
    this.nomad = nomad;
  }

  /// Whether it is there; empty when that cannot be asked without acting.
  ///
  /// @throws NomadFault when Nomad cannot be asked
  Optional<Boolean> ask(Want want) throws InterruptedException {
    return switch (want) {
      case Want.OfScope(String scope, String access) -> scope(scope, access);
      case Want.OnVariable(String namespace, String path, String access) ->
          variable(namespace, path, access);
      case Want.InNamespace(String namespace, java.util.List<String> anyOf) ->
          namespace(namespace.equals("*") ? LATER : namespace, anyOf.getFirst());
    };
  }

  private Optional<Boolean> scope(String scope, String access) throws InterruptedException {
    return switch (scope + ":" + access) {
      case "agent:read" -> allowed(() -> nomad.agent().self());
      case "node:read" -> allowed(() -> nomad.nodes().list(Read.defaults().withPerPage(1)));
      case "node:write" -> allowed(() -> nomad.nodes().eligibility(NOTHING, false));
      case "operator:read" -> allowed(() -> nomad.operator().schedulerConfiguration());
      default -> Optional.empty();
    };
  }

  /// Nobody holds a lock of this id, so to renew it changes nothing.
  private Optional<Boolean> variable(String namespace, String path, String access)
      throws InterruptedException {
    boolean glob = path.contains("*");
    return switch (access) {
      case "read" ->
          glob ? Optional.empty() : allowed(() -> nomad.variables().read(namespace, path));
      case "write" ->
          glob
              ? Optional.empty()
              : allowed(() -> nomad.variables().renew(namespace, path, NOTHING));
      default -> Optional.empty();
    };
  }

  private Optional<Boolean> namespace(String namespace, String capability)
      throws InterruptedException {
    Read one = Read.defaults().inNamespace(namespace).withPerPage(1);
    return switch (capability) {
      case "list-jobs" -> allowed(() -> nomad.jobs().page(one));
      case "read-job" -> allowed(() -> nomad.allocations().page(one));
      default -> Optional.empty();
    };
  }

  private static Optional<Boolean> allowed(Supplier<?> question) throws InterruptedException {
    try {
      var _ = question.get();
      return Optional.of(true);
    } catch (NomadFault fault) {
      fault.throwIfInterrupted();
      if (fault.isForbidden()) {
        return Optional.of(false);
      }
      boolean beforeAnyEffect =
          fault instanceof NomadFault.Answered answered && answered.status() < 500;
      if (beforeAnyEffect || fault.isNotFound()) {
        return Optional.of(true);
      }
      throw fault;
    }
  }
}
