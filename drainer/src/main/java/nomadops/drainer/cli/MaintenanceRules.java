package nomadops.drainer.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nomadops.drainer.cli.DrainerSettings.Answer;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.Response;
import nomadops.runtime.config.Glob;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Setting;
import nomadops.runtime.config.ValueParser;

/// What a maintenance calls for, by its code: degraded hardware is left at once, a reboot in two
/// weeks is not. The first rule that matches counts.
///
/// ```yaml
/// - code: "*_RETIREMENT_*"    # a glob; AWS Health's or the metadata service's words
///   answer: now               # drained at once; or ahead, cordon, ignore
/// - code: "*REBOOT*"
///   answer: ahead             # drained ahead of its start
///   lead: 2h                  # so long; left out, as the setting maintenance-lead says
/// ```
record MaintenanceRules(List<Rule> rules, Answer otherwise, Duration lead) {
  static final Setting<List<Rule>> RULES =
      Setting.of("maintenance-rules", Parsers.listOf(rule()))
          .describedAs(
              "What a maintenance calls for by its code; the first rule that matches counts.")
          .example("[{code: \"*RETIREMENT*\", answer: now}]")
          .inGroup(DrainerSettings.ANSWERS);

  /// What is to be done, and when.
  enum When {
    NOW,
    AHEAD,
    CORDON,
    IGNORE
  }

  /// One of them.
  ///
  /// @param lead left out, as the setting maintenance-lead says
  record Rule(Glob code, When answer, Optional<Duration> lead) {}

  private static ValueParser<Rule> rule() {
    return Parsers.mapping(
        "maintenance rule",
        shape -> {
          var code = shape.required("code", Parsers.glob());
          var answer = shape.required("answer", Parsers.oneOf(When.class));
          var lead = shape.optional("lead", Parsers.duration(Duration.ZERO, Duration.ofDays(14)));
          return () -> {
            if (answer.get() != When.AHEAD && lead.get().isPresent()) {
              throw new IllegalArgumentException(
                  "has a lead and does not drain ahead; leave lead out, or write answer: ahead");
            }
            return new Rule(code.get(), answer.get(), lead.get());
          };
        });
  }

  static MaintenanceRules of(Resolved settings) {
    return new MaintenanceRules(
        settings.find(RULES).orElse(List.of()),
        settings.get(DrainerSettings.ON_MAINTENANCE),
        settings.get(DrainerSettings.MAINTENANCE_LEAD));
  }

  Response response(Notice.Maintenance maintenance) {
    Optional<Rule> match =
        rules.stream().filter(rule -> rule.code().matches(maintenance.code())).findFirst();
    Duration ahead = match.flatMap(Rule::lead).orElse(lead);
    return switch (match.map(Rule::answer).orElse(usual())) {
      case NOW -> new Response.Drain();
      case AHEAD -> new Response.DrainAhead(ahead);
      case CORDON -> new Response.Cordon();
      case IGNORE -> new Response.Ignore();
    };
  }

  private When usual() {
    return switch (otherwise) {
      case DRAIN -> When.AHEAD;
      case CORDON -> When.CORDON;
      case IGNORE -> When.IGNORE;
    };
  }
}
