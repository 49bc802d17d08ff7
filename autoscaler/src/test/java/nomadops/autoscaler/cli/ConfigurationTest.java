package nomadops.autoscaler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nomadops.runtime.ExitCode;
import nomadops.runtime.FakeSignals;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Program;
import nomadops.runtime.cli.Surroundings;
import nomadops.runtime.cli.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is wrong with a configuration or a trace is named, and nothing is begun.
class ConfigurationTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [{name: a, min: 5, max: 2, groups: [{asg: x}]}]                                                        | max 2 is below min 5
          [{name: a, max: 2, groups: [{asg: x}]}, {name: b, max: 2, groups: [{asg: y}]}]                         | pools a and b overlap
          [{name: a, node-pool: p, max: 2, groups: [{asg: x}]}, {name: b, node-pool: q, max: 2, groups: [{asg: x}]}] | group x is in pool a and in pool b
          [{name: a, node-pool: p, max: 2, groups: [{asg: x}]}, {name: a, node-pool: q, max: 2, groups: [{asg: y}]}] | two pools are named a
          [{name: a, max: 2, groups: []}]                                                                        | has no groups
          [{name: a, groups: [{asg: x}]}]                                                                        | pools[0].max
          [{name: a, max: 2, maxx: 3, groups: [{asg: x}]}]                                                       | maxx
          [{name: A b, max: 2, groups: [{asg: x}]}]                                                              | is no name for a pool
          [{name: a, max: 2, groups: [{asg: x, exec: [y]}]}]                                                     | names 2 of asg, webhook and exec
          [{name: a, max: 2, groups: [{exec: [y]}]}]                                                             | has no name
          [{name: a, max: 2, groups: [{asg: x}], schedules: [{name: s, start: 8am, for: 1h, at-least: 1}]}]       | start is "8am"
          [{name: a, max: 2, groups: [{asg: x}], schedules: [{name: s, start: 0 8 * * *, for: 1h, at-least: 1, zone: Mars}]}] | is no time zone
          [{name: a, max: 2, groups: [{asg: x}], template: {cpu: 0, memory: 1}}]                                  | out of range
          [{name: a, max: 2, fill: 2, groups: [{asg: x}]}]                                                       | fill
          [{name: a, max: 2, blind-min: 3, groups: [{asg: x}]}]                                                  | blind-min 3 is above max 2
          [{name: a, max: 2, headroom: -1, groups: [{asg: x}]}]                                                  | write a number from 0.0 to 10.0
          [{name: a, max: 2, foresee: month, groups: [{asg: x}]}]                                                | month
          [{name: a, max: 2, idle-for: soon, groups: [{asg: x}]}]                                                | "soon" is no time up to 7d; write e.g. 3m, or auto
          [{name: a, max: 2, idle-for: 5m, start-cost: 2m, groups: [{asg: x}]}]                                  | write idle-for: auto
          [{name: a, max: 2, start-cost: 2m, groups: [{asg: x}]}]                                                | write idle-for: auto
          [{name: a, max: 2, groups: [{asg: x, weight: -1}]}]                                                    | weight
          [{name: a, max: 2, groups: [{asg: x, price: dear}]}]                                                   | is not a number
          """)
  void aFaultIsNamedAndRefused(String pools, String words) {
    assertThat(program("validate", "-offline", "-pools", pools)).isEqualTo(ExitCode.USAGE);
    assertThat(said()).contains(words);
  }

  @Test
  void withoutAPoolItSaysWhatToWrite() {
    assertThat(program("run")).isEqualTo(ExitCode.USAGE);
    assertThat(said()).contains("names no pool").contains("groups: [{asg: batch}]");
  }

  @Test
  void aSoundConfigurationIsSound() {
    String pools =
        "[{name: a, node-pool: p, max: 2, headroom: 1.5, blind-min: 2, foresee: week, idle-for: auto, start-cost: 90s,"
            + " purge: true, groups: [{asg: x, weight: 3, price: 0.19, billing-period: 1h}]}, {name: b, node-pool: q, max: 2, groups: [{exec: [y], name: z}]}]";
    assertThat(program("validate", "-offline", "-pools", pools))
        .as(said())
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void oneFileServesAllCommands() throws Exception {
    Path file = folder.resolve("autoscaler.yaml");
    Files.writeString(
        file,
        """
        address: http://127.0.0.1:1
        interval: 2s
        audit-log: /nowhere
        admin-address: 127.0.0.1:0
        leader: none
        pools:
        - {name: a, max: 2, groups: [{exec: [/bin/false], name: x}]}
        """);
    String config = file.toString();
    Path trace = folder.resolve("one.csv");
    Files.writeString(trace, "time,job,group,count,cpu,memory,duration\n0,etl,work,1,500,128,30\n");

    assertThat(program("validate", "-offline", "-config", config))
        .as(said())
        .isEqualTo(ExitCode.DONE);
    assertThat(program("simulate", "-pool", "a", "-config", config, trace.toString()))
        .as(said())
        .isEqualTo(ExitCode.DONE);
    for (String command : List.of("plan", "explain", "pause", "resume")) {
      err.reset();
      // There is no Nomad, which is all that it may say.
      assertThat(program(command, "-config", config))
          .as(said())
          .isIn(ExitCode.FAILED, ExitCode.UNREACHABLE);
      assertThat(said()).doesNotContain("is not a known key");
    }
  }

  @Test
  void aMalformedTraceIsNamedWithItsLine() throws Exception {
    Path file = folder.resolve("bad.csv");
    Files.writeString(
        file,
        "time,job,group,count,cpu,memory,duration\n0,etl,work,1,500,128,30\n1,etl,work,many,500,128,30\n");

    assertThat(program("simulate", file.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(said()).contains("bad.csv").contains("3").contains("count").contains("many");
  }

  @Test
  void aTraceIsPlayedWithAllStrategiesSideBySide() throws Exception {
    Path file = folder.resolve("good.csv");
    StringBuilder rows = new StringBuilder("time,job,group,count,cpu,memory,duration\n");
    for (int i = 0; i < 200; i++) {
      rows.append(i * 10).append(",etl,work,3,500,128,30\n");
    }
    Files.writeString(file, rows);
    Path report = folder.resolve("report.html");

    assertThat(program("simulate", file.toString(), "-report", report.toString()))
        .as(said())
        .isEqualTo(ExitCode.DONE);

    assertThat(shown())
        .contains("600 allocations")
        .contains("nomad-ops")
        .contains("target-value")
        .contains("pass-through")
        .contains("threshold")
        .contains("No strategy does it with fewer than");
    assertThat(report).content().contains("<svg").contains("nomad-ops");
  }

  @Test
  void whatIsUnknownIsNamedWithTheNearest() {
    assertThat(program("simulate", "-preset", "bursti")).isEqualTo(ExitCode.USAGE);
    assertThat(said()).contains("bursty");
    assertThat(program("simulate", "-strategy", "treshold", "-preset", "steady"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(said()).contains("threshold");
    assertThat(program("simulate", "trace.txt")).isEqualTo(ExitCode.USAGE);
    assertThat(said()).contains(".ndjson");
    assertThat(program("simulate", "-days", "none")).isEqualTo(ExitCode.USAGE);
    assertThat(said()).contains("is not a whole number from 1 to 366");
  }

  private ExitCode program(String... words) {
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    PrintStream results = new PrintStream(out, true, StandardCharsets.UTF_8);
    List<String> all = new ArrayList<>(List.of("autoscaler"));
    all.addAll(List.of(words));
    return new Program(
            Commands.group(
                "nomad-ops",
                "for a test",
                AutoscalerCommand.spec(new FakeSignals(), RunCommand.system())),
            new Surroundings(Map.of(), results, errors, Terminal.PIPE, Terminal.PIPE))
        .run(all.toArray(String[]::new));
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private String shown() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
