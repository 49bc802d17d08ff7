package nomadops.runtime.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nomadops.runtime.config.Catalogue;
import nomadops.runtime.config.ConfigPrint;
import nomadops.runtime.config.Setting;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// Makes the options of a command out of a catalogue, so that long options are the keys of the
/// file. Values stay text here; [nomadops.runtime.config.Settings] reads them.
public final class SettingOptions {
  private SettingOptions() {}

  /// Adds one option a setting; settings with a group stand under its heading.
  public static void addTo(CommandSpec spec, Catalogue catalogue) {
    Map<String, ArgGroupSpec.Builder> groups = new LinkedHashMap<>();
    for (Setting<?> setting : catalogue.settings()) {
      OptionSpec option = option(setting);
      if (setting.group().isEmpty()) {
        spec.addOption(option);
      } else {
        groups.computeIfAbsent(setting.group(), SettingOptions::group).addArg(option);
      }
    }
    groups.values().forEach(group -> spec.addArgGroup(group.build()));
  }

  /// The options that were given: key to text.
  public static Map<String, String> given(ParseResult result, Catalogue catalogue) {
    Map<String, String> flags = new LinkedHashMap<>();
    for (Setting<?> setting : catalogue.settings()) {
      if (result.hasMatchedOption("--" + setting.key())) {
        List<String> values = result.matchedOption("--" + setting.key()).stringValues();
        flags.put(setting.key(), String.join(",", values));
      }
    }
    return flags;
  }

  private static ArgGroupSpec.Builder group(String heading) {
    return ArgGroupSpec.builder()
        .heading("%n" + heading + ":%n")
        .exclusive(false)
        .validate(false)
        .order(100);
  }

  private static <T> OptionSpec option(Setting<T> setting) {
    OptionSpec.Builder option =
        OptionSpec.builder("--" + setting.key())
            .description(description(setting))
            .paramLabel("<" + setting.parser().kind() + ">");
    if (setting.isSwitch()) {
      return option
          .type(String.class)
          .arity("0..1")
          .fallbackValue("true")
          .completionCandidates(List.of("true", "false"))
          .build();
    }
    String kind = setting.parser().kind();
    boolean list = kind.endsWith(",...");
    String one = list ? kind.substring(0, kind.length() - ",...".length()) : kind;
    if (one.contains("|")) {
      option.completionCandidates(List.of(one.split("\\|")));
    }
    // A path is told apart for the sake of completion alone: its text is what is read.
    Class<?> type = one.equals("path") ? Path.class : String.class;
    return list
        ? option.type(List.class).auxiliaryTypes(type).arity("1").build()
        : option.type(type).arity("1").build();
  }

  private static <T> String[] description(Setting<T> setting) {
    String fallback =
        setting
            .defaultValue()
            .map(value -> setting.parser().show(value))
            .filter(shown -> !shown.isEmpty())
            .map(shown -> "Default: " + (setting.secret() ? ConfigPrint.REDACTED : shown) + ". ")
            .orElse("");
    String environment = String.join(", ", setting.environment());
    String facts = fallback + "Environment: " + environment;
    String text = setting.description() + "\n" + facts;
    return text.replace("%", "%%").split("\n");
  }
}
