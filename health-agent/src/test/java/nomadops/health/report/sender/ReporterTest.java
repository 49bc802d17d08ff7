package nomadops.health.report.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import nomadops.health.quarantine.policy.facts.Report;
import nomadops.health.quarantine.policy.facts.Verdicts;
import nomadops.health.report.Inbox;
import nomadops.health.report.ReportServer;
import nomadops.runtime.config.HostPort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ReporterTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private final ReporterRig rig = new ReporterRig();
  private final Inbox inbox = new Inbox();

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  @Test
  void everyControllerHearsOfEachCheck() throws Exception {
    rig.nomad.isNode("n-1");
    Inbox second = new Inbox();
    ReportServer one = rig.controller(inbox, ReporterRig.SECRET);
    ReportServer two = rig.controller(second, ReporterRig.SECRET);
    rig.start(LONG, one.address(), two.address());

    ReporterRig.await("reports at both", () -> rig.counted(one.address(), "accepted") > 2);
    ReporterRig.await("reports at both", () -> rig.counted(two.address(), "accepted") > 2);
    for (Inbox each : new Inbox[] {inbox, second}) {
      assertThat(each.latest()).containsOnlyKeys("n-1");
      assertThat(each.latest().values())
          .extracting(Report::verdicts)
          .allSatisfy(verdicts ->
              assertThat(verdicts)
                  .containsOnlyKeys("docker", "disk")
                  .containsValue(Verdicts.unknown()));
    }
    assertThat(
            rig.registry
                .get("nomad.ops.health.report.last.success.timestamp")
                .tags("to", "http://" + one.address())
                .gauge()
                .value())
        .isGreaterThan(1e9);
  }

  @Test
  void oneThatHangsDelaysNoOther() throws Exception {
    rig.nomad.isNode("n-1");
    ReportServer well = rig.controller(inbox, ReporterRig.SECRET);
    // It takes connections and says nothing, and its deadline is longer than the test.
    try (ServerSocket hangs = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      HostPort silent = new HostPort("127.0.0.1", hangs.getLocalPort());
      rig.start(Duration.ofMinutes(10), silent, well.address());

      ReporterRig.await("twenty", () -> rig.counted(well.address(), "accepted") > 20);
      assertThat(rig.counted(silent, "unreachable")).isZero();
    }
  }

  @Test
  void oneThatHangsIsGivenUpAndTriedAgain() throws Exception {
    rig.nomad.isNode("n-1");
    try (ServerSocket hangs = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      HostPort silent = new HostPort("127.0.0.1", hangs.getLocalPort());
      rig.start(Duration.ofMillis(20), silent);

      ReporterRig.await("tries", () -> rig.counted(silent, "unreachable") > 3);
    }
  }

  @Test
  void oneThatKnowsAnotherSecretRefuses() throws Exception {
    rig.nomad.isNode("n-1");
    ReportServer other = rig.controller(inbox, "a secret that clients do not know...");
    rig.start(LONG, other.address());

    ReporterRig.await("refusals", () -> rig.counted(other.address(), "refused") > 2);
    assertThat(rig.counts).containsOnlyKeys("bad-signature");
    assertThat(inbox.latest()).isEmpty();
  }

  @Test
  void anotherIdIsSpokenForAndTheOldOneNoMore() throws Exception {
    rig.nomad.isNode("n-1");
    rig.start(LONG, rig.controller(inbox, ReporterRig.SECRET).address());
    ReporterRig.await("the first id", () -> inbox.latest().containsKey("n-1"));
    rig.nomad.isNode("n-2");

    ReporterRig.await("the second id", () -> inbox.latest().containsKey("n-2"));
    Report last = inbox.latest().get("n-1");
    Report second = inbox.latest().get("n-2");
    ReporterRig.await("more of the second", () -> !second.equals(inbox.latest().get("n-2")));
    assertThat(inbox.latest().get("n-1")).isEqualTo(last);
  }

  @Test
  void whoseNomadIsDeadStillReports() throws Exception {
    rig.nomad.isNode("n-1");
    ReportServer controller = rig.controller(inbox, ReporterRig.SECRET);
    rig.start(LONG, controller.address());
    ReporterRig.await("a report", () -> rig.counted(controller.address(), "accepted") > 0);
    rig.nomad.close();
    double before = rig.counted(controller.address(), "accepted");

    ReporterRig.await(
        "more reports", () -> rig.counted(controller.address(), "accepted") > before + 10);
    assertThat(inbox.latest()).containsOnlyKeys("n-1");
  }

  @Test
  void withoutAnIdNothingIsSentUntilThereIsOne() throws Exception {
    rig.nomad.forbids();
    ReportServer controller = rig.controller(inbox, ReporterRig.SECRET);
    rig.start(LONG, controller.address());
    ReporterRig.await("turns", () -> rig.counted(controller.address(), "no-node-id") > 3);
    assertThat(rig.counts).isEmpty();
    rig.nomad.isNode("n-1");

    ReporterRig.await("a report", () -> inbox.latest().containsKey("n-1"));
  }

  @Test
  void theIdIsRememberedThroughEveryAnswerThatTellsNone() throws Exception {
    OwnNode node = rig.node();
    rig.nomad.isBroken();
    node.ask();
    assertThat(node.id()).isEmpty();
    rig.nomad.isNode("../../x");
    node.ask();
    assertThat(node.id()).as("what is no id is not spoken for").isEmpty();
    rig.nomad.isNode("n-1");
    node.ask();
    for (String body : new String[] {"{}", "[]", "x", "{\"stats\":{\"client\":7}}"}) {
      rig.nomad.says(body);
      node.ask();
      assertThat(node.id()).as(body).contains("n-1");
    }
    rig.nomad.forbids();
    node.ask();
    assertThat(node.id()).contains("n-1");
  }

  @Test
  void aBugEndsItAloud() throws Exception {
    rig.nomad.isNode("n-1");
    ReportServer controller = rig.controller(inbox, ReporterRig.SECRET);
    Reporter broken =
        rig.reporter(
            () -> {
              throw new IllegalStateException("a bug");
            },
            LONG,
            controller.address());

    assertThatThrownBy(() -> broken.run(() -> false)).hasMessage("a bug");
  }
}
