package nomadops.autoscaler.trace.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.trace.Arrivals;
import nomadops.autoscaler.trace.Trace;
import nomadops.autoscaler.trace.TraceClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadersTest {
  @TempDir private Path folder;

  @Test
  void csvHasColumnsInAnyOrderAndTimesOfTwoKinds() throws Exception {
    Path file =
        write(
            "a.csv",
            """
            # a comment
            job,group,time,count,cpu,memory,duration,priority
            etl/dispatch-1700000000-ab12cd34,work,2026-11-22T12:00:05Z,2,500,256,1m30s,70
            "a, b",work,2026-11-22T12:00:00Z,1,100,64,0.25,50
            etl,work,2026-11-22T12:00:07.5+00:00,1,500,256,3,50
            """);

    Trace trace = CsvTrace.read(file);

    assertThat(rows(trace))
        .containsExactly(
            "0 a, b/work 100 MHz, 64 MB x1 250 50",
            "5000 etl/work 500 MHz, 256 MB x2 90000 70",
            "7500 etl/work 500 MHz, 256 MB x1 3000 50");
    assertThat(trace.classes()).hasSize(2);
    assertThat(trace.length()).isEqualTo(7500);
    assertThat(trace.allocations()).isEqualTo(4);
  }

  @Test
  void allFaultsOfACsvAreToldAtOnceWithLineFieldAndWhatIsRight() throws Exception {
    Path file =
        write(
            "bad.csv",
            """
            time,job,group,count,cpu,memory,duration
            soon,etl,work,1,500,256,10
            1,,work,0,fast,256,10
            2,etl,work,1,500,256
            3,etl,work,1,500,256,a while
            2026-11-22T12:00:00Z,etl,work,1,500,256,1
            """);

    BadTrace bad = catchThrowableOfType(BadTrace.class, () -> CsvTrace.read(file));

    assertThat(String.valueOf(bad.getMessage()).lines())
        .containsExactly(
            "bad.csv:2: time is \"soon\"; want seconds, e.g. 12.5, or RFC 3339, e.g. 2026-11-22T12:00:00Z",
            "bad.csv:3: job is \"\"; want a name",
            "bad.csv:3: count is \"0\"; want a whole number from 1 to 1000000",
            "bad.csv:3: cpu is \"fast\"; want a whole number from 0 to 2147483647",
            "bad.csv:4: line is \"2,etl,work,1,500,256\"; want 7 fields as the header has, not 6",
            "bad.csv:5: duration is \"a while\"; want seconds, e.g. 90, or a duration, e.g. 1m30s",
            "bad.csv:6: time is \"2026-11-22T12:00:00Z\"; want seconds as in the lines before");
    assertThat(bad.faults()).hasSize(7);
  }

  @Test
  void aHeaderWithWrongNamesIsToldWhatWasMeant() throws Exception {
    Path file = write("head.csv", "time,job,group,count,cpu,memery,duration\n1,a,b,1,1,1,1\n");

    assertThatThrownBy(() -> CsvTrace.read(file))
        .isInstanceOf(BadTrace.class)
        .hasMessageContaining("head.csv:1: column 6 is \"memery\"; want did you mean \"memory\"?")
        .hasMessageContaining("want the column memory too");
  }

  @Test
  void anEmptyFileIsAFaultAndNotAnEmptyTrace() throws Exception {
    assertThatThrownBy(() -> CsvTrace.read(write("empty.csv", "")))
        .hasMessageContaining("a first line that names the columns");
    assertThatThrownBy(() -> RecordedTrace.read(write("empty.ndjson", "")))
        .hasMessageContaining("nomad-ops.autoscaler.recorded");
  }

  @Test
  void aFileFullOfFaultsIsNotReadToItsEnd() throws Exception {
    String line = "x,a,b,1,1,1,1\n";
    Path file = write("long.csv", "time,job,group,count,cpu,memory,duration\n" + line.repeat(500));

    BadTrace bad = catchThrowableOfType(BadTrace.class, () -> CsvTrace.read(file));

    assertThat(bad.faults()).hasSize(Faults.MOST);
    assertThat(bad).hasMessageEndingWith("(read no further: there may be more)");
  }

  @Test
  void theStandardWorkloadFormatIsReadWithItsUnknowns() throws Exception {
    String swf =
        """
        ; Version: 2.2
        ; UnixStartTime: 1000000000

            1  100  5  60  4 -1 1024  4  100 2048 1 3 1 7 1 -1 -1 -1
            2  110 -1  -1 -1 -1   -1  8  100   -1 5 3 1 7 1 -1 -1 -1
            3  130  0  30  2 -1 1024 -1   -1   -1 1 3 1 -1 2 -1 -1 -1
        """;
    Path file = folder.resolve("a.swf.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(swf.getBytes(StandardCharsets.UTF_8));
    }

    Trace together = SwfTrace.read(file, new SwfTrace.Scale(1000, 512, false));
    Trace apart = SwfTrace.read(file, new SwfTrace.Scale(1000, 512, true));

    assertThat(rows(together))
        .containsExactly(
            "0 executable-7/4-processors 4000 MHz, 8 MB x1 60000 50",
            "30000 queue-2/2-processors 2000 MHz, 2 MB x1 30000 50");
    assertThat(rows(apart))
        .containsExactly(
            "0 executable-7/1-processor 1000 MHz, 2 MB x4 60000 50",
            "30000 queue-2/1-processor 1000 MHz, 1 MB x2 30000 50");
  }

  @Test
  void aBadFieldOfTheStandardWorkloadFormatIsNamed() throws Exception {
    Path file =
        write(
            "bad.swf",
            """
            1 100 5 sixty 4 -1 1024 4 100 2048 1 3 1 7 1 -1 -1 -1
            1 2 3
            """);

    assertThatThrownBy(() -> SwfTrace.read(file, new SwfTrace.Scale(1000, 512, false)))
        .hasMessage(
            """
            bad.swf:1: field 4 (run time) is "sixty"; want a number, or -1 for unknown
            bad.swf:2: line is "1 2 3"; want 18 numbers, not 3\
            """);
  }

  @Test
  void aRecordingBecomesArrivalsAndWhatHadNotEndedRunsForTheMeanOfItsClass() throws Exception {
    Path file = folder.resolve("r.ndjson");
    Instant t = Instant.parse("2026-11-22T12:00:00Z");
    TraceClass etl = new TraceClass("default/etl", "work", Resources.of(500, 256));
    try (RecordedWriter out = new RecordedWriter(Files.newBufferedWriter(file))) {
      out.queued(t, etl, 3, 70);
      out.started(t.plusSeconds(1), "default/etl/dispatch-1-a", "work", "a");
      out.started(t.plusSeconds(2), "default/etl", "work", "b");
      out.ended(t.plusSeconds(11), "default/etl", "work", "a");
      out.ended(t.plusSeconds(12), "default/etl", "work", "nobody saw it start");
      out.ended(t.plusSeconds(22), "default/etl", "work", "b");
      out.started(t.plusSeconds(30), "default/etl", "work", "c");
      out.started(t.plusSeconds(31), "default/etl", "work", "d");
      out.queued(t.plusSeconds(40), etl, 2, 50);
    }

    // The mean of 10 s and 20 s; d was not seen waiting; two wait when the recording ends.
    assertThat(rows(RecordedTrace.read(file)))
        .containsExactlyInAnyOrder(
            "0 default/etl/work 500 MHz, 256 MB x1 10000 70",
            "0 default/etl/work 500 MHz, 256 MB x1 20000 70",
            "0 default/etl/work 500 MHz, 256 MB x1 15000 70",
            "31000 default/etl/work 500 MHz, 256 MB x1 15000 50",
            "40000 default/etl/work 500 MHz, 256 MB x2 15000 50");
  }

  @Test
  void faultsOfARecordingAreToldAtOnce() throws Exception {
    Path file =
        write(
            "bad.ndjson",
            """
            {"format":"nomad-ops.autoscaler.recorded","version":1}
            {"at":"2026-11-22T12:00:00Z","event":"queed","job":"default/etl","group":"work"}
            {"at":"noon","event":"queued","job":"default/etl","group":"work","count":0,"memory":1}
            {"at":"2026-11-22T12:00:00Z","event":"started","job":"default/etl","group":"work","alloc":"a"}
            not json
            """);

    assertThatThrownBy(() -> RecordedTrace.read(file))
        .hasMessage(
            """
            bad.ndjson:2: event is "queed"; want did you mean "queued"?
            bad.ndjson:3: at is "noon"; want RFC 3339, e.g. 2026-11-22T12:00:00Z, or seconds
            bad.ndjson:3: count is "0"; want a whole number from 1 to 1000000
            bad.ndjson:3: cpu is ""; want a whole number from 0 to 2147483647
            bad.ndjson:4: group is "default/etl/work"; want one that was in a queued line before
            bad.ndjson:5: line is "not json"; want a JSON object\
            """);
  }

  @Test
  void aRecordingOfANewerFormatIsRefused() throws Exception {
    Path file =
        write("new.ndjson", "{\"format\":\"nomad-ops.autoscaler.recorded\",\"version\":2}\n");

    assertThatThrownBy(() -> RecordedTrace.read(file))
        .hasMessage(
            "new.ndjson:1: version is \"2\"; want 1; a newer nomad-ops may have written this");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatIsWrittenIsReadBackAsTheSame(long seed) throws Exception {
    Random random = new Random(seed);
    Trace.Builder builder = new Trace.Builder("random");
    builder.add(0, builder.shape(new TraceClass("first", "g", Resources.of(1, 1))), 1, 5);
    for (int i = 0; i < 300; i++) {
      Resources ask =
          new Resources(
              random.nextInt(4000), random.nextInt(4000), random.nextInt(3), 0, 1, Map.of());
      int shape = builder.shape(new TraceClass("ns/\"j,\" " + random.nextInt(9), "g", ask));
      builder.add(
          random.nextInt(100_000),
          shape,
          1 + random.nextInt(3),
          random.nextInt(9_999),
          1 + random.nextInt(99));
    }
    Trace trace = builder.build(0);

    CsvTrace.write(trace, folder.resolve("t.csv.gz"));
    assertThat(rows(CsvTrace.read(folder.resolve("t.csv.gz"))))
        .as("seed %d", seed)
        .isEqualTo(rows(trace));
  }

  @Test
  void aTraceWrittenAsARecordingIsReadBackAsTheSameAllocations() throws Exception {
    Trace.Builder builder = new Trace.Builder("t");
    int etl = builder.shape(new TraceClass("default/etl", "g", Resources.of(1, 2)));
    int web = builder.shape(new TraceClass("default/web", "g", Resources.of(3, 4)));
    builder.add(0, etl, 1, 5_000, 70);
    builder.add(1_000, web, 1, 10, 50);
    builder.add(1_000, etl, 1, 99, 50);
    Trace trace = builder.build(0);
    Path file = folder.resolve("t.ndjson");

    RecordedTrace.write(trace, file, Instant.parse("2026-11-22T12:00:00Z"));

    assertThat(rows(RecordedTrace.read(file))).containsExactlyInAnyOrderElementsOf(rows(trace));
  }

  @Test
  void arrivalsFarApartAndRunsOfMonthsAreKept() {
    Trace.Builder builder = new Trace.Builder("t");
    int shape = builder.shape(new TraceClass("a", "g", Resources.of(1, 1)));
    long year = 365L * 86_400_000;
    builder.add(year, shape, 1, year);
    builder.add(0, shape, 7, 1, 99);

    assertThat(rows(builder.build(2 * year)))
        .containsExactly("0 a/g 1 MHz, 1 MB x7 1 99", year + " a/g 1 MHz, 1 MB x1 " + year + " 50");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<String> rows(Trace trace) {
    List<String> rows = new ArrayList<>();
    Arrivals a = trace.arrivals();
    while (a.next()) {
      TraceClass c = trace.classes().get(a.shape());
      rows.add(
          a.at()
              + " "
              + c.name()
              + " "
              + c.ask()
              + " x"
              + a.count()
              + " "
              + a.runs()
              + " "
              + a.priority());
    }
    return rows;
  }
}
