package nomadops.runtime.leader;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.http.WireObserver;
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
    Setting<Duration> lockTtl,
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
    return of(process, Mode.LOCK);
  }

  /// The settings of a process whose replicas may well all act.
  ///
  /// @param usual what holds when nothing is set
  public static LeaderSettings of(String process, Mode usual) {
    String group = "Leadership";
    return new LeaderSettings(
        Setting.of("leader", Parsers.oneOf(Mode.class))
            .defaultsTo(usual)
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
        Setting.of("leader-lock-ttl", Parsers.duration(Duration.ofSeconds(15), Duration.ofHours(1)))
            .defaultsTo(Duration.ofSeconds(15))
            .describedAs("How long the lock outlives its holder, at the least.")
            .inGroup(group),
        Setting.of("leader-name", Parsers.string())
            .env("NOMAD_OPS_LEADER_NAME", "NOMAD_ALLOC_ID", "HOSTNAME")
            .defaultsTo("unnamed")
            .describedAs("How others see this replica while it leads.")
            .inGroup(group));
  }

  /// All of them, to be added to a catalogue.
  public List<Setting<?>> all() {
    return List.of(mode, lockPath, lockNamespace, lockTtl, name);
  }

  /// The leadership that the settings describe, with a client of its own.
  public Leadership leadership(
      Resolved settings,
      Connection connection,
      WireObserver observer,
      Ticker ticker,
      Pause pause,
      RandomGenerator random) {
    if (settings.get(mode) == Mode.NONE) {
      return Leadership.none();
    }
    NomadClient nomad =
        NomadClient.connect(OwnClient.brisk(connection), observer, ticker, pause, random);
    Leadership leadership =
        settings.get(mode) == Mode.LOCAL_SERVER
            ? new LocalServerLeadership(nomad, ticker, pause)
            : lock(settings, nomad, ticker, pause, random);
    return new OwnClient(leadership, nomad);
  }

  /// A lock of its own, whatever the mode says: for work that only one may do at a time, beside the
  /// process or not. The namespace and the TTL are those of the settings.
  ///
  /// @param path the Nomad variable that is the lock
  /// @param holder how others see who holds it
  public Leadership lockOfItsOwn(
      Resolved settings,
      String path,
      String holder,
      Connection connection,
      Ticker ticker,
      Pause pause,
      RandomGenerator random) {
    NomadClient nomad =
        NomadClient.connect(OwnClient.brisk(connection), WireObserver.NONE, ticker, pause, random);
    LockTerms terms = LockTerms.of(settings.get(lockTtl));
    LockStore store = new VariableLockStore(nomad, settings.get(lockNamespace), path, terms);
    return new OwnClient(new LockLeadership(store, holder, terms, ticker, pause, random), nomad);
  }

  private Leadership lock(
      Resolved settings, NomadClient nomad, Ticker ticker, Pause pause, RandomGenerator random) {
    LockTerms terms = LockTerms.of(settings.get(lockTtl));
    LockStore store =
        new VariableLockStore(nomad, settings.get(lockNamespace), settings.get(lockPath), terms);
    return new LockLeadership(store, settings.get(name), terms, ticker, pause, random);
  }
}
