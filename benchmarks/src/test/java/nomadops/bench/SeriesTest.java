package nomadops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeriesTest {
  private final Series page =
      new Series(
          """
          # TYPE nomad_allocations gauge
          nomad_allocations{namespace="a",client_status="complete"} 3.0
          nomad_allocations{namespace="a",client_status="running"} 4.0
          nomad_allocations{namespace="b",client_status="complete"} 5.0
          nomad_allocations_more{namespace="a"} 100.0
          nomad_wait_seconds_bucket{le="0.1"} 7 # {eval_id="x"} 0.05
          nomad_index 9.0
          # EOF
          """);

  @Test
  void seriesOfANameAreAddedUpAsFarAsTheyHaveTheLabels() {
    assertThat(page.sum("nomad_allocations")).isEqualTo(12);
    assertThat(page.sum("nomad_allocations", "client_status=\"complete\"")).isEqualTo(8);
    assertThat(page.sum("nomad_allocations", "namespace=\"a\"", "client_status=\"complete\""))
        .isEqualTo(3);
    assertThat(page.sum("nomad_index")).isEqualTo(9);
    assertThat(page.sum("nomad_nothing")).isZero();
  }

  @Test
  void anExemplarIsNotTheValue() {
    assertThat(page.sum("nomad_wait_seconds_bucket")).isEqualTo(7);
  }

  @Test
  void linesThatTellNoSeriesAreNotCounted() {
    assertThat(page.count()).isEqualTo(6);
  }
}
