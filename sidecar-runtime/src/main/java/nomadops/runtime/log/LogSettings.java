package nomadops.runtime.log;

import java.util.List;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Setting;

/// The settings of logging.
public final class LogSettings {
  private static final String GROUP = "Logs";

  public static final Setting<LogFormat> FORMAT =
      Setting.of("log-format", Parsers.oneOf(LogFormat.class))
          .env("NOMAD_OPS_LOG_FORMAT")
          .defaultsTo(LogFormat.TEXT)
          .describedAs("How log lines look; they go to stderr.")
          .asReloadable()
          .inGroup(GROUP);
  public static final Setting<LogLevel> LEVEL =
      Setting.of("log-level", Parsers.oneOf(LogLevel.class))
          .env("NOMAD_OPS_LOG_LEVEL")
          .defaultsTo(LogLevel.INFO)
          .describedAs("How much is logged.")
          .asReloadable()
          .inGroup(GROUP);

  /// All of them, to be added to a catalogue.
  public static final List<Setting<?>> ALL = List.of(FORMAT, LEVEL);

  private LogSettings() {}
}
