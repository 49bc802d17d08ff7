package nomadops.exporter.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nomadops.exporter.family.Families;
import nomadops.exporter.family.Family;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Glob;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Position;
import nomadops.runtime.config.Problem;
import nomadops.runtime.config.Problems;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Setting;
import nomadops.runtime.config.ValueParser;

/// The settings that choose what is told of.
public final class SelectionSettings {
  private static final String HEADING = "What is told";

  static final Setting<List<FamilyPattern>> FAMILIES =
      Setting.of("families", Parsers.listOf(FamilyPattern.parser()))
          .describedAs(
              "The families to serve: names, or regular expressions over whole names; all when none is given.")
          .example("[nomad_jobs.*, nomad_gc_.*, nomad_cluster_leader]")
          .asReloadable()
          .inGroup(HEADING);
  static final Setting<List<FamilyPattern>> FAMILIES_DENY =
      Setting.of("families-deny", Parsers.listOf(FamilyPattern.parser()))
          .describedAs("Families not to serve, though families has them.")
          .example("[nomad_capacity_stranded_.*]")
          .asReloadable()
          .inGroup(HEADING);
  static final Setting<List<PerObject>> DETAIL =
      Setting.of("detail", Parsers.listOf(Parsers.oneOf(PerObject.class)))
          .defaultsTo(List.of())
          .describedAs("What gets series of its own beside the aggregates: job, node.")
          .example("[job]")
          .asReloadable()
          .inGroup(HEADING);
  static final Setting<List<Glob>> JOBS =
      Setting.of("jobs", Parsers.listOf(job()))
          .describedAs(
              "With detail job, the jobs that get series, as namespace/job_id; all when none is given. Children count with their parent.")
          .example("[default/api-*, ci/*]")
          .asReloadable()
          .inGroup(HEADING);
  static final Setting<List<Glob>> JOBS_DENY =
      Setting.of("jobs-deny", Parsers.listOf(job()))
          .describedAs("Jobs that get none, though jobs has them.")
          .example("[ci/scratch-*]")
          .asReloadable()
          .inGroup(HEADING);
  static final Setting<List<Glob>> NAMESPACES =
      Setting.of("namespaces", Parsers.listOf(Parsers.glob()))
          .describedAs("The namespaces that are counted; all when none is given.")
          .example("[default, team-*]")
          .asReloadable()
          .inGroup(HEADING);
  static final Setting<List<Glob>> NAMESPACES_DENY =
      Setting.of("namespaces-deny", Parsers.listOf(Parsers.glob()))
          .describedAs("Namespaces that are not counted, though namespaces has them.")
          .example("[sandbox-*]")
          .asReloadable()
          .inGroup(HEADING);
  static final Setting<Integer> SERIES_PER_FAMILY =
      Setting.of("series-per-family", Parsers.integer(1, 1_000_000))
          .defaultsTo(5_000)
          .describedAs(
              "The most series of one family. The greatest are kept; the rest is counted in nomad_ops_exporter_series_dropped_total.")
          .asReloadable()
          .inGroup(HEADING);

  /// All of them, to be added to a catalogue.
  public static final List<Setting<?>> ALL =
      List.of(
          FAMILIES,
          FAMILIES_DENY,
          DETAIL,
          JOBS,
          JOBS_DENY,
          NAMESPACES,
          NAMESPACES_DENY,
          SERIES_PER_FAMILY);

  private SelectionSettings() {}

  /// What these settings come to.
  ///
  /// @throws ConfigException with every fault: a family that is named but whose detail is off, or
  ///   nothing left to serve
  public static Selection selection(Resolved settings) {
    List<FamilyPattern> named = settings.find(FAMILIES).orElse(List.of());
    List<FamilyPattern> denied = settings.find(FAMILIES_DENY).orElse(List.of());
    Set<PerObject> detail = Set.copyOf(settings.get(DETAIL));
    List<Problem> problems = new ArrayList<>(undetailed(settings, named, detail));
    List<Family> wanted = new ArrayList<>(named.isEmpty() ? Families.ALL : families(named));
    wanted.removeAll(families(denied));
    Selection selection =
        new Selection(
            wanted,
            detail,
            globs(settings, JOBS, JOBS_DENY),
            globs(settings, NAMESPACES, NAMESPACES_DENY),
            new Budget(settings.get(SERIES_PER_FAMILY)));
    if (problems.isEmpty() && selection.isEmpty()) {
      problems.add(
          problem(
              settings,
              FAMILIES,
              "leaves no family to serve",
              "name more families, deny fewer, or add their detail"));
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(new Problems(problems));
    }
    return selection;
  }

  private static List<Problem> undetailed(
      Resolved settings, List<FamilyPattern> named, Set<PerObject> detail) {
    return named.stream()
        .filter(FamilyPattern::isName)
        .flatMap(pattern -> pattern.families().stream())
        .filter(family -> !Selection.detailed(family, detail))
        .map(family ->
            problem(
                settings,
                FAMILIES,
                "names %s, which has a series for each %s"
                    .formatted(family.name(), family.detail().word()),
                "add " + family.detail().word() + " to detail"))
        .toList();
  }

  private static Problem problem(
      Resolved settings, Setting<?> setting, String message, String hint) {
    return new Problem(
        Position.of(settings.origin(setting).toString()), setting.key(), message, hint);
  }

  private static List<Family> families(List<FamilyPattern> patterns) {
    return patterns.stream().flatMap(pattern -> pattern.families().stream()).distinct().toList();
  }

  private static Globs globs(
      Resolved settings, Setting<List<Glob>> wanted, Setting<List<Glob>> denied) {
    return new Globs(
        settings.find(wanted).orElse(List.of()), settings.find(denied).orElse(List.of()));
  }

  private static ValueParser<Glob> job() {
    String right = "write namespace/job_id, e.g. default/api-* or */api-*";
    return Parsers.scalar(
        "namespace/job",
        right,
        text -> {
          if (!text.contains("/") && !text.equals("*")) {
            throw new IllegalArgumentException("\"" + text + "\" names no namespace");
          }
          return new Glob(text);
        });
  }
}
