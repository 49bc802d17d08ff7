package nomadops.health.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingTest {
  @Test
  void aReasonIsOneLine() {
    assertThat(Finding.fail(" first\nsecond\tthird\n").reason()).isEqualTo("first second third");
  }

  @Test
  void aReasonThatIsTooLongIsCutBetweenCharacters() {
    String reason = Finding.fail("\uD83D\uDE80".repeat(500)).reason();

    assertThat(reason.codePointCount(0, reason.length())).isEqualTo(Finding.LONGEST);
    assertThat(reason).endsWith("\uD83D\uDE80…");
  }

  @Test
  void aReasonThatJustFitsIsWhole() {
    assertThat(Finding.ok("x".repeat(Finding.LONGEST)).reason()).hasSize(Finding.LONGEST);
  }
}
