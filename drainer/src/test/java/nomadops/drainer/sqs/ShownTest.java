package nomadops.drainer.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTest {

  @Test
  void whatATerminalWouldActUponIsWrittenOut() {
    assertThat(Shown.cut("a\nb\r\tc\u001b[2Jd\u202ee\u2028f\u0000", 100))
        .isEqualTo("a\\nb\\r\\tc\\u001b[2Jd\\u202ee\\u2028f\\u0000");
  }

  @Test
  void whatIsLongIsCutAndSaysHowLongItWas() {
    assertThat(Shown.cut("x".repeat(10), 10)).isEqualTo("x".repeat(10));
    assertThat(Shown.cut("x".repeat(11), 10)).isEqualTo("xxxxxxxxxx... (11 characters in all)");
  }
}
