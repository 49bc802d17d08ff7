package nomadops.runtime.leader;

import java.util.List;
import java.util.random.RandomGenerator;
import nomadops.client.NomadClient;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Setting;

/// The settings of leadership, for one process.
public record LeaderSettings(
    Setting<Mode> mode,
    Setting<String> lockPath,
    Setting<String> lockNamespace,
    Setting<String> name) {

  /// How the one that acts is found.
  public enum Mode {
    NONE,
    LOCAL_SERVER,
    LOCK
  }

  /// The settings of one process.
  ///
  /// @param process the process' short name, part of the default path
  public static LeaderSettings of(String process) {
    String group = "Leadership";
    return new LeaderSettings(
        Setting.of("leader", Parsers.oneOf(Mode.class))
            .defaultsTo(Mode.LOCK)
            .describedAs(
                "Which replica acts: the holder of a Nomad lock, the one beside the Raft leader, or all (none).")
            .inGroup(group),
        Setting.of("leader-lock-path", Parsers.string())
            .defaultsTo("nomad-ops/" + process + "/leader")
            .describedAs("The Nomad variable that is the lock (needs read and write there).")
            .inGroup(group),
        Setting.of("leader-lock-namespace", Parsers.string())
            .defaultsTo("default")
            .describedAs("The namespace of that variable.")
            .inGroup(group),
        Setting.of("leader-name", Parsers.string())
            .env("NOMAD_OPS_LEADER_NAME", "NOMAD_ALLOC_ID", "HOSTNAME")
            .defaultsTo("unnamed")
            .describedAs("How others see this replica while it leads.")
            .inGroup(group));
  }

  /// All of them, to be added to a catalogue.
  public List<Setting<?>> all() {
    return List.of(mode, lockPath, lockNamespace, name);
  }

  /// The leadership that the settings describe.
  public Leadership leadership(
      Resolved settings, NomadClient nomad, Ticker ticker, Pause pause, RandomGenerator random) {
    return switch (settings.get(mode)) {
      case NONE -> Leadership.none();
      case LOCAL_SERVER -> new LocalServerLeadership(nomad, ticker, pause);
      case LOCK ->
          new LockLeadership(
              new VariableLockStore(nomad, settings.get(lockNamespace), settings.get(lockPath)),
              settings.get(name),
              LockTerms.standard(),
              ticker,
              pause,
              random);
    };
  }
}
