package nomadops.runtime.admin;

import java.util.List;
import nomadops.runtime.config.HostPort;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Setting;

/// The settings of the admin server of one process.
public record AdminSettings(Setting<HostPort> address) {

  /// The same under a name of its own, for a process whose pages others decide by.
  ///
  /// @param key e.g. `probe-address`
  public static AdminSettings of(String key, int defaultPort, String meaning) {
    return new AdminSettings(
        Setting.of(key, Parsers.hostPort())
            .defaultsTo(new HostPort("127.0.0.1", defaultPort))
            .describedAs(meaning)
            .inGroup("Admin HTTP"));
  }

  /// Each process has a port of its own by default, so that several may share a host.
  public static AdminSettings of(int defaultPort) {
    return new AdminSettings(
        Setting.of("admin-address", Parsers.hostPort())
            .defaultsTo(new HostPort("127.0.0.1", defaultPort))
            .describedAs(
                "Where /metrics, /livez, /readyz and /status listen; port 0 means any free one.")
            .inGroup("Admin HTTP"));
  }

  /// All of them, to be added to a catalogue.
  public List<Setting<?>> all() {
    return List.of(address);
  }
}
