package nomadops.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import nomadops.runtime.Sidecar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every job that runs a tool in Nomad. */
class JobFilesTest {
  /** The launcher's heap, and what a process takes beside it: measured 85 to 102 MB when idle. */
  private static final int LEAST_MEMORY = 192;

  static Stream<JobFile> jobs() {
    return JobFile.all();
  }

  static Stream<JobFile> services() {
    return JobFile.all().filter(JobFile::stays);
  }

  @Test
  void everyToolThatNomadCanRunHasAJob() {
    assertThat(jobs().map(JobFile::name))
        .contains(
            "gc",
            "gc-once",
            "drainer",
            "autoscaler",
            "exporter",
            "health-agent",
            "health-controller");
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void aFileIsOneJobNamedAfterIt(JobFile file) {
    assertThat(file.root().block("job").label()).isEqualTo("nomad-ops-" + file.name());
    assertThat(file.job().block("group").label()).isEqualTo(file.name());
    assertThat(file.group().block("task").label()).isEqualTo(file.name());
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void itAsksTheTaskApiAsItself(JobFile file) {
    assertThat(file.task().block("identity").text("env")).isEqualTo("true");
    assertThat(file.source()).contains("NOMAD_ADDR = \"unix://${NOMAD_SECRETS_DIR}/api.sock\"");
    assertThat(file.source())
        .as("which policy is bound to it")
        .containsPattern(
            "nomad acl policy apply -namespace default -job nomad-ops-"
                + file.name()
                + " nomad-ops-"
                + file.name()
                + " deploy/acl/[a-z-]+\\.policy\\.hcl");
    assertThat(file.source()).as("no token is handed out").doesNotContain("NOMAD_TOKEN");
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void itIsNotRootAndWritesNowhereButInItsOwnFolders(JobFile file) {
    assertThat(file.task().text("driver")).isEqualTo("docker");
    assertThat(file.task().text("user")).isEqualTo("65532");
    Hcl config = file.config();
    assertThat(config.text("readonly_rootfs")).isEqualTo("true");
    assertThat(config.texts("cap_drop")).containsExactly("all");
    assertThat(config.has("cap_add")).isFalse();
    assertThat(config.has("privileged")).isFalse();
    assertThat(config.texts("security_opt")).containsExactly("no-new-privileges");
    assertThat(config.blocks("mount"))
        .allSatisfy(mount -> {
          assertThat(mount.text("readonly")).isEqualTo("true");
          // Docker mounts a tmpfs noexec, and the socket's native library is loaded from a file.
          assertThat(mount.text("type")).isEqualTo("bind");
        });
    assertThat(file.source()).contains("-Djava.io.tmpdir=${NOMAD_ALLOC_DIR}/tmp");
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void itMayTakeAsLongToStopAsItsWorkTakesToEnd(JobFile file) {
    Duration allowed = Duration.parse("PT" + file.task().text("kill_timeout"));
    assertThat(allowed).isGreaterThan(Sidecar.DEFAULT_BUDGET);
    // A client's max_kill_timeout, where nobody raised it: more would be cut to it in silence.
    assertThat(allowed).isLessThanOrEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void itHasRoomForTheLaunchersHeap(JobFile file) {
    Hcl resources = file.task().block("resources");
    assertThat(resources.number("memory")).isBetween(LEAST_MEMORY, 512);
    assertThat(resources.number("cpu")).isBetween(50, 500);
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void whatAnInstallationDecidesIsAVariable(JobFile file) {
    assertThat(file.root().block("variable").content().keySet())
        .contains("image", "namespace", "datacenters", "node_pool", "settings");
    assertThat(file.variable("image").has("default")).as("no image that we cannot know").isFalse();
    file.root()
        .block("variable")
        .content()
        .keySet()
        .forEach(name -> {
          assertThat(file.variable(name).text("description")).as(name).isNotBlank();
          assertThat(file.source()).as(name).contains("var." + name);
        });
    assertThat(file.source())
        .contains("namespace   = var.namespace")
        .contains("datacenters = var.datacenters")
        .contains("node_pool   = var.node_pool")
        .containsPattern("image +?= var\\.image");
  }

  @ParameterizedTest
  @MethodSource("services")
  void nomadLooksWhetherItWorksAndWhetherItsInputsAreFresh(JobFile file) {
    Hcl service = file.task().blocks("service").getFirst();
    assertThat(service.text("provider")).isEqualTo("nomad");
    assertThat(service.text("name")).isEqualTo("nomad-ops-" + file.name());
    List<Hcl> checks = service.blocks("check");
    assertThat(checks).extracting(check -> check.text("path")).containsExactly("/livez", "/readyz");
    assertThat(checks.getFirst().has("check_restart")).isTrue();
    // What is not ready waits for something: a restart would not bring it.
    assertThat(checks.getLast().has("check_restart")).isFalse();
    assertThat(file.source()).contains("--admin-address=0.0.0.0:${NOMAD_PORT_admin}");
  }

  @ParameterizedTest
  @MethodSource("services")
  void itComesBackForEver(JobFile file) {
    assertThat(file.group().has("update")).isTrue();
    if (file.job().text("type").equals("system")) {
      // What is out of scheduling gets no new allocation: it has to be restarted where it is.
      assertThat(file.group().block("restart").text("mode")).isEqualTo("delay");
    } else {
      assertThat(file.group().block("reschedule").text("unlimited")).isEqualTo("true");
      assertThat(file.group().number("count")).isEqualTo(2);
      assertThat(file.group().block("constraint").text("operator")).isEqualTo("distinct_hosts");
      assertThat(file.group().block("update").text("auto_revert")).isEqualTo("true");
    }
  }

  @Test
  void whatDrainsOrEndsMachinesHasAPoolOfItsOwn() {
    assertThat(jobs().filter(file -> List.of("drainer", "autoscaler").contains(file.name())))
        .hasSize(2)
        .allSatisfy(
            file -> assertThat(file.variable("node_pool").text("default")).isEqualTo("ops"));
    assertThat(jobs().filter(file -> file.name().equals("autoscaler")))
        .allSatisfy(file ->
            assertThat(file.variable("settings").text("default"))
                .doesNotContainPattern("node-pool: *(ops|all)\\b"));
  }

  @Test
  void thePeriodicFormsAreOneAtATimeAndNotRepeated() {
    assertThat(jobs().filter(file -> !file.stays()))
        .isNotEmpty()
        .allSatisfy(file -> {
          assertThat(file.job().block("periodic").text("prohibit_overlap")).isEqualTo("true");
          assertThat(file.group().block("restart").number("attempts")).isZero();
          assertThat(file.group().block("reschedule").number("attempts")).isZero();
        });
  }
}
