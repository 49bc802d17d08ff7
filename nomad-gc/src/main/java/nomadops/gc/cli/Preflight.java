package nomadops.gc.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.fault.NomadFault;
import nomadops.gc.GcConfig;
import nomadops.runtime.Failure;
import nomadops.runtime.Refused;
import nomadops.runtime.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks Nomad, before anything is done, what would otherwise fail in the middle of it.
final class Preflight {
  private static final Logger LOG = LoggerFactory.getLogger(Preflight.class);
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");
  private static final int OLDEST_MINOR = 7;

  private Preflight() {}

  /// Returns if a run can begin.
  ///
  /// @throws NomadFault when Nomad cannot be reached
  /// @throws Refused for a Nomad that is too old
  /// @throws Failure for a token that cannot list jobs
  /// @throws ConfigException for a namespace or a filter that Nomad does not know
  static void check(NomadClient nomad, GcConfig config) {
    version(nomad);
    namespace(nomad, config.namespace());
    list(nomad, config);
  }

  private static void version(NomadClient nomad) {
    String version;
    try {
      version = nomad.agent().self().version();
    } catch (NomadFault.Answered fault) {
      if (!fault.isForbidden()) {
        throw fault;
      }
      LOG.info("Nomad's version cannot be seen: the token lacks agent:read");
      return;
    }
    Matcher parts = VERSION.matcher(version);
    if (parts.matches()
        && tooOld(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)))) {
      throw new Refused(
          "this is Nomad "
              + version
              + "; gc needs 1.7 or newer, which has filtered job lists with meta and locks on variables.");
    }
  }

  private static boolean tooOld(int major, int minor) {
    return major < 1 || (major == 1 && minor < OLDEST_MINOR);
  }

  private static void namespace(NomadClient nomad, String namespace) {
    if (namespace.equals("*")) {
      return;
    }
    try {
      boolean known =
          nomad.namespaces().list(Read.defaults()).value().stream()
              .anyMatch(n -> n.name().equals(namespace));
      if (!known) {
        throw ConfigException.of(
            "Nomad",
            "namespace",
            "\"" + namespace + "\" does not exist",
            "nomad namespace list shows those that do; * means all");
      }
    } catch (NomadFault.Answered fault) {
      if (!fault.isForbidden()) {
        throw fault;
      }
    }
  }

  private static void list(NomadClient nomad, GcConfig config) {
    String filter = config.filter().isEmpty() ? "Status == \"dead\"" : config.filter();
    try {
      nomad
          .jobs()
          .page(
              Read.defaults()
                  .inNamespace(config.namespace())
                  .withStale()
                  .withFilter(filter)
                  .withPerPage(1));
    } catch (NomadFault.Answered fault) {
      if (fault.isForbidden()) {
        throw new Failure(
            "Nomad refused the list of jobs (403). The token needs the capabilities list-jobs, read-job and purge-job in "
                + (config.namespace().equals("*")
                    ? "each namespace that is collected"
                    : "namespace " + config.namespace())
                + ".");
      }
      if (fault.isBadRequest()) {
        throw ConfigException.of(
            "Nomad",
            "filter",
            "is refused: " + fault.body().strip(),
            "write e.g. ID matches \"^ci-\"");
      }
      throw fault;
    }
  }
}
