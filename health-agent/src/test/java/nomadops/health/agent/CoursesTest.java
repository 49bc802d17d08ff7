package nomadops.health.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import nomadops.health.check.Finding;
import nomadops.health.check.Health;
import nomadops.health.check.Terms;
import org.junit.jupiter.api.Test;

class CoursesTest {
  private static final Finding FAILED = Finding.fail("no answer", Set.of("a:443"));
  private final Courses courses =
      new Courses(List.of("internet"), Terms.USUAL, 0, (_, _, _, _) -> {});
  private long now;

  private Courses.Belief after(Finding finding) {
    now += Duration.ofSeconds(15).toNanos();
    courses.found("internet", finding, now, now);
    return belief();
  }

  private Courses.Belief belief() {
    Courses.Belief belief = courses.beliefs().get("internet");
    assertThat(belief).isNotNull();
    return belief;
  }

  @Test
  void whatRecoversIsStillFailForWhatFailed() {
    Courses.Belief belief = belief();
    while (belief.course().verdict() != Health.FAIL) {
      belief = after(FAILED);
    }
    assertThat(belief.because()).isEqualTo(FAILED);
    assertThat(after(Finding.unknown("cannot tell")).because()).isEqualTo(FAILED);
    Finding well = Finding.ok("well");
    belief = after(well);
    int looks = 1;
    while (belief.course().verdict() == Health.FAIL) {
      assertThat(belief.because()).isEqualTo(FAILED);
      belief = after(well);
      looks++;
    }
    assertThat(looks).as("looks until it is well").isGreaterThan(5);
    assertThat(belief.because()).isEqualTo(well);
  }

  @Test
  void aFailureThatIsNoVerdictYetIsTheLastFinding() {
    assertThat(belief().because()).isEqualTo(Finding.unknown("not looked at yet"));
    assertThat(after(Finding.ok("well")).because()).isEqualTo(Finding.ok("well"));
    assertThat(after(FAILED).because()).isEqualTo(FAILED);
    assertThat(belief().course().verdict()).isEqualTo(Health.OK);
  }

  @Test
  void aCheckThatStaysGoesOnAsItWas() {
    while (belief().course().verdict() != Health.FAIL) {
      after(FAILED);
    }
    Courses.Belief before = belief();

    courses.follow(List.of("docker", "internet"), now);
    assertThat(belief()).isEqualTo(before);
    assertThat(courses.of("docker").isNew()).isTrue();

    courses.follow(List.of("docker"), now);
    courses.found("internet", FAILED, now, now);
    assertThat(courses.all()).containsOnlyKeys("docker");

    courses.follow(List.of("internet"), now);
    assertThat(belief().because()).isEqualTo(Finding.unknown("not looked at yet"));
  }

  @Test
  void aGapForgetsNotWhyItFailed() {
    while (belief().course().verdict() != Health.FAIL) {
      after(FAILED);
    }
    now += Duration.ofHours(5).toNanos();
    Courses.Belief belief = after(Finding.ok("well"));

    assertThat(belief.course().verdict()).isEqualTo(Health.FAIL);
    assertThat(belief.because()).isEqualTo(FAILED);
  }
}
