package nomadops.autoscaler.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.ask.RunningAutoscaler;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Table;
import nomadops.runtime.cli.Table.Column;
import nomadops.runtime.config.Durations;
import tools.jackson.databind.JsonNode;

/// `autoscaler explain -history`: the decisions that a running autoscaler keeps, the newest first.
final class HistoryText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private HistoryText() {}

  static ExitCode run(Invocation invocation, Optional<String> about) throws InterruptedException {
    long limit = Numbers.whole(invocation, "limit", 20, 1, DecisionPages.MOST);
    try (RunningAutoscaler running = Answer.running(invocation)) {
      JsonNode status = running.status();
      Map<String, String> question = new LinkedHashMap<>();
      about.ifPresent(text -> question.put(Answer.isPool(status, text) ? "pool" : "job", text));
      question.put("limit", "" + limit);
      JsonNode history = running.page("/decisions", question);
      Answer answer = new Answer(true, Answer.how(running, status), history, Optional.empty());
      if (question.containsKey("job")) {
        required(history, about.orElse(""), status);
      }
      if (invocation.flag("json")) {
        invocation.out().println(answer.json(history));
      } else {
        print(invocation, answer, question.containsKey("job"));
      }
    }
    return ExitCode.DONE;
  }

  private static void required(JsonNode history, String text, JsonNode status) {
    if (history.path("decisions").isEmpty() && history.path("skipped").isEmpty()) {
      throw Answer.unknown(text, "waited lately", status, "");
    }
  }

  private static void print(Invocation invocation, Answer answer, boolean ofJob) {
    JsonNode history = answer.status();
    invocation.out().println(answer.how());
    invocation.out().println();
    if (history.path("kept").asInt(0) == 0) {
      invocation.out().println("It keeps no history: its setting history is 0.");
    } else if (history.path("decisions").isEmpty()) {
      invocation.out().println(ofJob ? "It waited for no pool." : "No decision was made yet.");
    } else {
      Table table = ofJob ? ofJob(history) : decisions(history);
      invocation.out().print(table.text(invocation.around().outTerminal()));
    }
    int more = history.path("left_off").asInt(0);
    if (more > 0) {
      invocation.out().println("... and %d more before; -limit shows more".formatted(more));
    }
    if (!history.path("skipped").isEmpty()) {
      invocation.out().println();
      invocation.out().println("No node would have helped these:");
      invocation.out().print(skipped(history).text(invocation.around().outTerminal()));
    }
  }

  private static Table decisions(JsonNode history) {
    Table table =
        new Table(
            Column.fixed("FROM (UTC)", "from"),
            Column.fixed("FOR", "for"),
            Column.optional("TIMES", "times"),
            Column.fixed("POOL", "pool"),
            Column.fixed("SIZE", "size"),
            Column.optional("ACTIVE", "active"),
            Column.fixed("QUEUED", "queued"),
            Column.optional("NEEDED", "needed"),
            Column.flexible("DECISION", "decision"));
    for (JsonNode one : history.path("decisions")) {
      JsonNode nodes = one.path("decision").path("nodes");
      table.row(
          time(one, "from"),
          length(one),
          one.path("times").asLong(0),
          one.path("pool").asString(""),
          nodes.path("size").asInt(0),
          nodes.path("active").asInt(0),
          span(one.path("queued")),
          span(one.path("needed")),
          one.path("did").asString(""));
    }
    return table;
  }

  private static Table ofJob(JsonNode history) {
    Table table =
        new Table(
            Column.fixed("FROM (UTC)", "from"),
            Column.fixed("FOR", "for"),
            Column.fixed("POOL", "pool"),
            Column.flexible("JOB", "job"),
            Column.optional("GROUP", "group"),
            Column.fixed("QUEUED", "queued"),
            Column.fixed("WAITED", "waited"),
            Column.flexible("DECISION", "decision"));
    for (JsonNode one : history.path("decisions")) {
      for (JsonNode waited : one.path("waited")) {
        table.row(
            time(one, "from"),
            length(one),
            one.path("pool").asString(""),
            waited.path("job").asString(""),
            waited.path("group").asString(""),
            waited.path("most").asInt(0),
            Durations.rough(Duration.ofSeconds(waited.path("longest_wait_seconds").asLong(0))),
            one.path("did").asString(""));
      }
    }
    return table;
  }

  private static Table skipped(JsonNode history) {
    Table table =
        new Table(
            Column.fixed("FROM (UTC)", "from"),
            Column.fixed("FOR", "for"),
            Column.flexible("JOB", "job"),
            Column.optional("GROUP", "group"),
            Column.fixed("QUEUED", "queued"),
            Column.fixed("WHY", "why"),
            Column.flexible("REASON", "reason"));
    for (JsonNode one : history.path("skipped")) {
      table.row(
          time(one, "from"),
          length(one),
          one.path("job").asString(""),
          one.path("group").asString(""),
          one.path("most").asInt(0),
          one.path("why").asString(""),
          one.path("reason").asString(""));
    }
    return table;
  }

  private static String time(JsonNode one, String field) {
    return TIME.format(Instant.parse(one.path(field).asString()));
  }

  private static String length(JsonNode one) {
    return Durations.rough(
        Duration.between(
            Instant.parse(one.path("from").asString()), Instant.parse(one.path("to").asString())));
  }

  private static String span(JsonNode span) {
    int least = span.path("least").asInt(0);
    int most = span.path("most").asInt(0);
    return least == most ? "" + most : least + "-" + most;
  }
}
