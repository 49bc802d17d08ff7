package nomadops.bench.drainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.notice.NoticeParser;
import nomadops.drainer.notice.Reading;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoticesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");

  @ParameterizedTest
  @EnumSource
  void theDrainerReadsEachShapeAsTheSameTermination(Notices shape) {
    Termination termination = Termination.of(42);
    Reading reading = new NoticeParser().read(shape.of(termination, NOW), NOW);
    assertThat(reading).isInstanceOf(Reading.Notices.class);
    assertThat(((Reading.Notices) reading).notices())
        .singleElement()
        .satisfies(notice -> {
          assertThat(notice.instance()).isEqualTo(new InstanceId(termination.instance()));
          assertThat(notice.key())
              .isEqualTo("terminating/" + termination.instance() + "/" + termination.token());
          assertThat(((Notice.Terminating) notice).hook().hook()).isEqualTo(AutoScalingServer.HOOK);
          assertThat(notice.at()).isEqualTo(NOW);
        });
  }
}
