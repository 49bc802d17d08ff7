package nomadops.cli.reference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nomadops.runtime.config.Catalogue;
import nomadops.runtime.config.ConfigPrint;
import nomadops.runtime.config.Setting;
import picocli.CommandLine.Model.CommandSpec;

/// The page `docs/configuration.md`: every setting of every process.
///
/// What is the same in many of them is shown once.
final class ConfigurationReference {
  private static final String INTRODUCTION =
      """
      # Configuration

      Every setting, rendered from the code. A setting is an option of the command line, a variable of the environment and a key of the YAML file that
      `-config` names, all of one name: `-keep-for 4h`, `NOMAD_OPS_GC_KEEP_FOR=4h`, `keep-for: 4h`. An option wins over the environment, that over the
      file, that over the default; `nomad-ops NAME config print` shows what holds, and where it came from. An unknown key is an error that names the
      nearest one, and all faults are told at once. Durations are written `30s`, `5m`, `4h`, `7d`. "Reloads" means that SIGHUP takes it from the file again.
      """;

  /// How many processes have to have a setting for it to be shown once.
  private static final int MANY = 3;

  private final Map<String, Map<String, Setting<?>>> processes = new LinkedHashMap<>();

  private ConfigurationReference(CommandSpec root) {
    for (CommandPage page : CommandPage.all(root)) {
      page.catalogue().ifPresent(this::add);
    }
    processes.values().removeIf(Map::isEmpty);
  }

  static String markdown(CommandSpec root) {
    return new ConfigurationReference(root).page();
  }

  private void add(Catalogue catalogue) {
    Map<String, Setting<?>> settings =
        processes.computeIfAbsent(catalogue.process(), _ -> new LinkedHashMap<>());
    catalogue.settings().forEach(setting -> settings.putIfAbsent(setting.key(), setting));
  }

  private String page() {
    Map<String, Map<String, Setting<?>>> common = common();
    List<String> out = new ArrayList<>(List.of(INTRODUCTION.stripTrailing()));
    processes.forEach((process, settings) -> {
      out.add("");
      out.add("## " + process);
      List<String> shared = new ArrayList<>();
      byHeading(settings.values())
          .forEach((heading, group) -> {
            Set<String> elsewhere = common.getOrDefault(heading, Map.of()).keySet();
            List<Setting<?>> own = new ArrayList<>();
            for (Setting<?> setting : group) {
              if (elsewhere.contains(row(setting))) {
                shared.add(Markdown.code(setting.key()));
              } else {
                own.add(setting);
              }
            }
            group(heading, own, out);
          });
      if (!shared.isEmpty()) {
        out.add("");
        out.add(
            "[As others have them](#what-many-processes-have): " + String.join(", ", shared) + ".");
      }
    });
    out.add("");
    out.add("## What many processes have");
    common.forEach((heading, rows) -> group(heading, rows.values(), out));
    return String.join("\n", out) + "\n";
  }

  // Rows that are the same in so many processes, by heading, in the order in which they come first.
  private Map<String, Map<String, Setting<?>>> common() {
    Map<String, Integer> counts = new HashMap<>();
    Map<String, Map<String, Setting<?>>> rows = new LinkedHashMap<>();
    for (Map<String, Setting<?>> settings : processes.values()) {
      for (Setting<?> setting : settings.values()) {
        counts.merge(row(setting), 1, Integer::sum);
        rows.computeIfAbsent(setting.group(), _ -> new LinkedHashMap<>())
            .putIfAbsent(row(setting), setting);
      }
    }
    rows.values()
        .forEach(group -> group.keySet().removeIf(row -> counts.getOrDefault(row, 0) < MANY));
    rows.values().removeIf(Map::isEmpty);
    return rows;
  }

  private static Map<String, List<Setting<?>>> byHeading(Collection<Setting<?>> settings) {
    Map<String, List<Setting<?>>> groups = new LinkedHashMap<>();
    settings.forEach(
        setting -> groups.computeIfAbsent(setting.group(), _ -> new ArrayList<>()).add(setting));
    return groups;
  }

  private static void group(String heading, Collection<Setting<?>> settings, List<String> out) {
    if (settings.isEmpty()) {
      return;
    }
    out.add("");
    if (!heading.isEmpty()) {
      out.add("### " + heading);
    }
    out.add("| key | what | value | default | environment | reloads |");
    out.add("|---|---|---|---|---|---|");
    settings.forEach(setting -> out.add(row(setting)));
  }

  private static <T> String row(Setting<T> setting) {
    String fallback =
        setting
            .defaultValue()
            .map(value -> setting.parser().show(value))
            .filter(shown -> !shown.isEmpty())
            .map(shown -> Markdown.code(setting.secret() ? ConfigPrint.REDACTED : shown))
            .orElse("");
    return "| "
        + String.join(
            " | ",
            Markdown.code(setting.key()),
            Markdown.text(setting.description().replace("\n", " ")),
            Markdown.text(setting.parser().kind()) + (setting.secret() ? ", secret" : ""),
            fallback,
            setting.environment().stream().map(Markdown::code).collect(Collectors.joining(", ")),
            setting.reloadable() ? "yes" : "")
        + " |";
  }
}
