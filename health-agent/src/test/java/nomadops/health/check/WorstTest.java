package nomadops.health.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorstTest {
  private static final Finding WELL = Finding.ok("a is well");
  private static final Finding DOUBT = Finding.unknown("nobody knows b");
  private static final Finding SICK = Finding.fail("c, as d, is gone", Set.of("c:1"));

  @Test
  void aFailureIsWorseThanDoubtAndDoubtIsWorseThanHealth() {
    assertThat(Worst.alone(List.of(WELL, DOUBT, SICK), "none")).isEqualTo(SICK);
    assertThat(Worst.alone(List.of(WELL, DOUBT), "none")).isEqualTo(DOUBT);
    assertThat(Worst.alone(List.of(WELL), "none")).isEqualTo(WELL);
    assertThat(Worst.alone(List.of(), "none")).isEqualTo(Finding.unknown("none"));
  }

  @Test
  void allThatAreEquallyBadAreToldAndNoneTwice() {
    Finding other = Finding.fail("e is gone", Set.of("e:1"));

    assertThat(Worst.alone(List.of(SICK, WELL, other, other), "none"))
        .isEqualTo(Finding.fail("c, as d, is gone; e is gone", Set.of("c:1", "e:1")));
  }

  @Test
  void theMilderOnesFollowTheWorst() {
    assertThat(Worst.first(List.of(WELL, Finding.ok("f is well"), SICK, DOUBT), ", "))
        .isEqualTo(
            Finding.fail("c, as d, is gone; nobody knows b; a is well, f is well", Set.of("c:1")));
    assertThat(Worst.first(List.of(WELL, DOUBT), ", "))
        .isEqualTo(Finding.unknown("nobody knows b; a is well"));
    assertThat(Worst.first(List.of(WELL), ", ")).isEqualTo(WELL);
  }

  @Test
  void aTargetThatFailedAlsoWhereEnoughAnsweredStaysNamed() {
    Finding enough = new Finding(Health.OK, "1 of 2 answered", Set.of("g:1"));

    assertThat(Worst.first(List.of(enough, SICK), ", ").failedTargets())
        .containsExactlyInAnyOrder("c:1", "g:1");
  }
}
