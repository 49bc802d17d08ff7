package nomadops.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.RawJson;

/// What a server refuses.
final class RefusalReplays {
  private RefusalReplays() {}

  static Map<String, Replay> all() {
    return Map.of(
        "acl-jobs-list-anonymous",
            (nomad, _) -> forbidden(() -> nomad.jobs().page(Read.defaults())),
        "acl-jobs-list-bad-token",
            (nomad, _) -> forbidden(() -> nomad.jobs().page(Read.defaults())),
        "acl-job-register-denied",
            (nomad, r) ->
                forbidden(() ->
                    nomad
                        .jobs()
                        .register(RawJson.of(r.request().get("body").get("Job").toString()))),
        "acl-operator-denied",
            (nomad, _) -> forbidden(() -> nomad.operator().schedulerConfiguration()),
        "acl-node-drain-denied",
            (nomad, r) ->
                forbidden(() ->
                    nomad
                        .nodes()
                        .drain(r.idAfter("/v1/node/"), Duration.ofSeconds(1), false, Map.of())),
        "jobs-list-bad-filter", RefusalReplays::badFilter);
  }

  private static void forbidden(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    NomadFault fault = catchThrowableOfType(NomadFault.Answered.class, call);
    assertThat(fault.isForbidden()).isTrue();
    assertThat(fault.mayHaveActed()).isFalse();
    assertThat(fault).hasMessageContaining("403").hasMessageContaining("NOMAD_TOKEN");
  }

  private static void badFilter(NomadClient nomad, Recording recorded) {
    NomadFault.Answered fault =
        catchThrowableOfType(
            NomadFault.Answered.class,
            () -> nomad.jobs().page(Read.defaults().withFilter("Status = dead")));
    assertThat(fault.isBadRequest()).isTrue();
    assertThat(fault.body()).isEqualTo(recorded.body().asText());
    assertThat(fault).hasMessageContaining("==");
  }
}
