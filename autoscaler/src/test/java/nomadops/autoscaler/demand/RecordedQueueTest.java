package nomadops.autoscaler.demand;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nomadops.autoscaler.facts.Pressure;
import nomadops.autoscaler.facts.Template;
import nomadops.autoscaler.facts.Unscalable.Why;
import nomadops.autoscaler.shape.NodeProfile;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.shape.Room;
import nomadops.autoscaler.shape.Where;
import nomadops.client.model.Evaluation;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobSpec;
import nomadops.client.model.JobStub;
import nomadops.client.model.NomadJson;
import nomadops.client.model.RawJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A job of two allocations of 3,000,000 MHz and MB each that real servers could not place.
final class RecordedQueueTest {
  private static final JobKey QUEUED = JobKey.inDefault("queued");

  private static Queue.Reading read(String version) {
    List<JobStub> jobs = NomadJson.readList(bytes(version, "jobs"), JobStub.class);
    List<Evaluation> blocked =
        NomadJson.readList(bytes(version, "evaluations-blocked"), Evaluation.class);
    ShapeBook book =
        new ShapeBook(
            key ->
                key.equals(QUEUED)
                    ? Optional.of(JobSpec.of(RawJson.of(bytes(version, "job-queued"))))
                    : Optional.empty(),
            100);
    return Queue.read(
        jobs,
        Map.of(),
        blocked,
        book.shapes(jobs, Jobs.T0),
        Pressure.NONE,
        new Runtimes(10, Duration.ofDays(1)),
        Jobs.T0);
  }

  private static byte[] bytes(String version, String name) {
    try (InputStream in =
        RecordedQueueTest.class.getResourceAsStream("nomad-" + version + "/" + name + ".json")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.0.5", "1.8.4"})
  void whatWaitsIsWantedOfAPoolThatIsLargeEnough(String version) {
    Queue.Reading reading = read(version);
    assertThat(reading.skipped()).isEmpty();
    assertThat(reading.wanted()).hasSize(1);
    var group = reading.wanted().getFirst();
    assertThat(group.job()).isEqualTo(QUEUED);
    assertThat(group.group()).isEqualTo("big");
    assertThat(group.count()).isEqualTo(2);
    assertThat(group.shape().ask().cpu()).isEqualTo(3_000_000);
    assertThat(group.shape().where())
        .isEqualTo(new Where("default", List.of("*"), List.of(), Set.of("mock_driver"), Set.of()));
    assertThat(Assignment.assign(reading.wanted(), List.of(pool(4_000_000))).byPool())
        .isEqualTo(Map.of("batch", List.of(group)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.0.5", "1.8.4"})
  void whatWaitsIsTooLargeForAnUsualPool(String version) {
    Assignment assigned = Assignment.assign(read(version).wanted(), List.of(pool(4_000)));
    assertThat(assigned.unscalable()).hasSize(1);
    assertThat(assigned.unscalable().getFirst().why()).isEqualTo(Why.TOO_LARGE);
    assertThat(assigned.unscalable().getFirst().reason())
        .isEqualTo("asks 3000000 MHz; an empty node of pool batch has 4000 MHz");
  }

  private static PoolOffer pool(long mhz) {
    NodeProfile profile =
        NodeProfile.of(new Resources(mhz, 2 * mhz, 10_000, 0, Resources.ANY_SLOTS, Map.of()));
    return new PoolOffer(
        "batch", Optional.of(new Template(profile, Room.of(profile), "configuration")));
  }
}
