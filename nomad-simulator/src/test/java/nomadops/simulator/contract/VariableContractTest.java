package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import nomadops.simulator.contract.ContractTarget.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@MethodSource("nomadops.simulator.contract.ContractTargets#all")
final class VariableContractTest {
  private static final String ITEMS = "{\"Items\":{\"a\":\"%s\"}}";
  @Parameter ContractTarget nomad;
  private final String path = "/v1/var/ops/" + Jobs.newId();

  @Test
  void aVariableIsWrittenReadAndDeleted() {
    Reply written = nomad.put(path, ITEMS.formatted("1"));
    assertThat(written.json().path("ModifyIndex").asLong()).isEqualTo(written.index());
    Reply read = nomad.get(path);
    assertThat(read.json().path("Items").path("a").asString()).isEqualTo("1");
    assertThat(read.json().path("Lock").isNull()).isTrue();
    assertThat(read.header("X-Nomad-KnownLeader")).isEqualTo("true");
    assertThat(nomad.delete(path).status()).isEqualTo(204);
    Reply gone = nomad.get(path);
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.body()).isEqualTo("variable not found");
  }

  @Test
  void aCheckAndSetWithAnOldIndexIsAConflictThatShowsTheVariable() {
    assertThat(nomad.put(path + "?cas=0", ITEMS.formatted("1")).status()).isEqualTo(200);
    Reply conflict = nomad.put(path + "?cas=0", ITEMS.formatted("2"));
    assertThat(conflict.status()).isEqualTo(409);
    assertThat(conflict.json().path("Items").path("a").asString()).isEqualTo("1");
    assertThat(conflict.index()).isEqualTo(conflict.json().path("ModifyIndex").asLong());
    Reply next = nomad.put(path + "?cas=" + conflict.index(), ITEMS.formatted("2"));
    assertThat(next.status()).isEqualTo(200);
    assertThat(nomad.put(path + "?cas=soon", ITEMS.formatted("2")).status()).isEqualTo(400);
  }

  @Test
  void aLockIsHeldByOneRenewedAndReleased() {
    Reply acquired = acquire("15s", "0a");
    assertThat(acquired.status()).as(acquired.body()).isEqualTo(200);
    String id = acquired.json().path("Lock").path("ID").asString();
    assertThat(id).hasSize(36);
    Reply other = acquire("15s", "0b");
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.json().path("Items").isNull()).isTrue();
    assertThat(other.header("Content-Type")).startsWith("text/plain");
    Reply renewed = nomad.put(path + "?lock-renew", lock(id));
    assertThat(renewed.status()).isEqualTo(200);
    assertThat(renewed.json().has("Items")).isFalse();
    assertThat(renewed.has("X-Nomad-Index")).isFalse();
    Reply intruder = nomad.put(path, ITEMS.formatted("x"));
    assertThat(intruder.status()).isEqualTo(409);
    Reply released = nomad.put(path + "?lock-release", lock(id));
    assertThat(released.status()).as(released.body()).isEqualTo(200);
    assertThat(released.json().path("Lock").isNull()).isTrue();
    Reply late = nomad.put(path + "?lock-renew", lock(id));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body()).isEqualTo("variable doesn't hold a lock");
    assertThat(nomad.get(path).json().path("Items").path("holder").asString()).isEqualTo("0a");
  }

  @Test
  void theHolderWritesWithItsLock() {
    String id = acquire("15s", "0a").json().path("Lock").path("ID").asString();
    String body = "{\"Items\":{\"holder\":\"0a2\"},\"Lock\":{\"ID\":\"" + id + "\"}}";
    assertThat(nomad.put(path, body).status()).isEqualTo(200);
    JsonNode read = nomad.get(path).json();
    assertThat(read.path("Items").path("holder").asString()).isEqualTo("0a2");
    assertThat(nomad.put(path + "?lock-renew", lock("nobody")).status()).isEqualTo(409);
  }

  @Test
  void aLeaseBelowTenSecondsIsRefused() {
    Reply refused = acquire("1s", "0a");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("* TTL must be between 10 seconds and 24 hours");
  }

  private Reply acquire(String ttl, String holder) {
    return nomad.put(
        path + "?lock-acquire",
        "{\"Items\":{\"holder\":\""
            + holder
            + "\"},\"Lock\":{\"TTL\":\""
            + ttl
            + "\",\"LockDelay\":\"10s\"}}");
  }

  private static String lock(String id) {
    return "{\"Lock\":{\"ID\":\"" + id + "\"}}";
  }
}
