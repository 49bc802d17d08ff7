package nomadops.autoscaler.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import nomadops.autoscaler.Clockwork;
import nomadops.autoscaler.Recording;
import nomadops.autoscaler.trace.file.RecordedWriter;
import nomadops.client.NomadClient;
import nomadops.client.events.EventStream;
import nomadops.client.events.StreamItem;
import nomadops.client.events.Subscription;
import nomadops.client.events.Topic;
import nomadops.runtime.ExitCode;
import nomadops.runtime.Failure;
import nomadops.runtime.Phase;
import nomadops.runtime.Sidecar;
import nomadops.runtime.Signals;
import nomadops.runtime.Stop;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.cli.ProgressBar;
import nomadops.runtime.cli.Screen;
import nomadops.runtime.log.Logs;
import picocli.CommandLine.Model.CommandSpec;

/// `autoscaler record FILE`: what a live cluster is asked to run, written down for `simulate`.
final class RecordCommand {
  private static final Duration GLANCE = Duration.ofMillis(500);

  private RecordCommand() {}

  static CommandSpec spec(Signals signals, Clockwork time) {
    return Leaf.of(
            "record",
            "Writes down what the cluster is asked to run and how long it runs, as a trace for simulate.",
            AutoscalerSettings.LISTENING)
        .arguments(
            "file",
            "1",
            "Where to; a file that is there is gone on with. It should end in .ndjson.")
        .option("for", "duration", "How long; without, until it is interrupted.")
        .footer(
            """

            It only listens to the event stream: no list, no write. What was queued before the oldest event that the server remembers is not in it.

            Example: nomad-ops autoscaler record week.ndjson -for 7d\
            """)
        .runs(invocation -> run(invocation, signals, time));
  }

  static ExitCode run(Invocation invocation, Signals signals, Clockwork time) throws Exception {
    Logs.setUp(
        invocation.settings(),
        invocation.around().err(),
        invocation.around().errTerminal().colour());
    Optional<Duration> length =
        invocation.option("for").map(_ -> Numbers.time(invocation, "for", Duration.ofDays(1)));
    Path file = Path.of(invocation.arguments().getFirst());
    try (NomadClient nomad = NomadClient.connect(NomadSettings.connection(invocation.settings()));
        RecordedWriter writer = open(file);
        ProgressBar bar =
            new ProgressBar(
                "recording",
                OptionalLong.empty(),
                new Screen(invocation.around().err(), invocation.around().errTerminal()),
                time.ticker(),
                Duration.ofMinutes(1))) {
      Recording recording = new Recording(writer);
      ExitCode code =
          new Sidecar("record", signals, Sidecar.DEFAULT_BUDGET)
              .activity(
                  "recording",
                  Phase.IN_FLIGHT,
                  stop -> listen(nomad, recording, length, bar, time, stop))
              .run();
      writer.flush();
      invocation
          .out()
          .println(
              "%s: %d allocations queued, %d started, %d ended%s"
                  .formatted(
                      file,
                      recording.queued(),
                      recording.started(),
                      recording.ended(),
                      recording.gaps() == 0
                          ? ""
                          : "; the stream had " + recording.gaps() + " gaps, so some are missing"));
      return code;
    }
  }

  private static RecordedWriter open(Path file) {
    try {
      boolean first = !Files.exists(file) || Files.size(file) == 0;
      BufferedWriter out =
          Files.newBufferedWriter(
              file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return new RecordedWriter(out, first);
    } catch (IOException e) {
      throw new Failure("file " + file + " cannot be written: " + e);
    }
  }

  private static void listen(
      NomadClient nomad,
      Recording recording,
      Optional<Duration> length,
      ProgressBar bar,
      Clockwork time,
      Stop stop)
      throws InterruptedException, IOException {
    long until = length.map(l -> time.ticker().nanos() + l.toNanos()).orElse(Long.MAX_VALUE);
    Subscription wanted = Subscription.to(Topic.JOB, Topic.ALLOCATION).withBuffer(16_384);
    try (EventStream stream = nomad.events().subscribe(wanted)) {
      while (!stop.requested() && time.ticker().nanos() < until) {
        Optional<StreamItem> item = stream.next(GLANCE);
        if (item.isPresent()) {
          long before = recording.queued();
          recording.take(item.get());
          bar.add(recording.queued() - before);
        } else {
          recording.flush();
        }
      }
    }
  }
}
