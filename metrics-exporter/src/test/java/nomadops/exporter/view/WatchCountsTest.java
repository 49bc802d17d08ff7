package nomadops.exporter.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchCountsTest {
  private final List<String> told = new ArrayList<>();
  private final WatchCounts counts =
      new WatchCounts((what, about, why, outcome) -> told.add(what + "|" + about + "|" + outcome));

  @Test
  void whatPeopleWantToReadAfterwardsIsCountedAndTold() {
    counts.swept(Kind.JOB, Duration.ofMillis(12), 3);
    counts.swept(Kind.NODE, Duration.ofMillis(2), 0);
    counts.gap("index_went_back");
    counts.disconnected();
    counts.failed("jobs");
    counts.event("Job");

    assertThat(told)
        .containsExactly(
            "list|job|3 had gone unseen",
            "list|node|nothing had gone unseen",
            "list anew||index went back",
            "poll||lists until it is back",
            "read|jobs|failed, tried again");
    assertThat(counts.swept(Kind.JOB)).isEqualTo(3);
    assertThat(counts.gaps("index_went_back")).isEqualTo(1);
    assertThat(counts.disconnects()).isEqualTo(1);
    assertThat(counts.failures("jobs")).isEqualTo(1);
    assertThat(counts.events("Job")).isEqualTo(1);
  }
}
