package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

final class LocksContractTest extends Contract {
  private static final String FOREIGN = "00000000-0000-0000-0000-000000000001";
  private String held = "";

  private Answer call(String operation, String holder, String ttl, String lockId) {
    ObjectNode body = Answer.JSON.createObjectNode().put("Path", id("lock"));
    if (!holder.isEmpty()) {
      body.putObject("Items").put("holder", holder);
    }
    if (!operation.isEmpty()) {
      ObjectNode lock = body.putObject("Lock");
      if (!ttl.isEmpty()) {
        lock.put("TTL", ttl).put("LockDelay", "10s");
      }
      if (!lockId.isEmpty()) {
        lock.put("ID", lockId);
      }
    }
    String query = operation.isEmpty() ? "" : "?lock-" + operation;
    return nomad.put("/v1/var/" + id("lock") + query, body);
  }

  private Answer acquire(String holder) {
    Answer answer = call("acquire", holder, "15s", "");
    if (answer.status() == 200) {
      held = answer.json().at("/Lock/ID").asString();
    }
    return answer;
  }

  private Answer release() {
    Answer answer = call("release", "", "", held);
    held = "";
    return answer;
  }

  @AfterEach
  void releaseWhatIsHeld() {
    if (!held.isEmpty()) {
      release();
    }
  }

  @Test
  void acquiringGivesAnIdAndWritesTheItems() {
    Answer answer = acquire("pod-0");
    matches(answer, Recorded.answer("lock-acquire"));
    assertThat(held).matches(UUID_PATTERN);
    assertThat(answer.json().at("/Lock/TTL").asString()).isEqualTo("15s");
    assertThat(answer.json().at("/Lock/LockDelay").asString()).isEqualTo("10s");
    Answer read = nomad.get("/v1/var/" + id("lock"));
    matches(read, Recorded.answer("lock-read-held"));
    assertThat(read.json().at("/Lock/ID").asString()).isEqualTo(held);
    assertThat(read.json().at("/Items/holder").asString()).isEqualTo("pod-0");
  }

  @Test
  void nobodyElseCanAcquireOrWriteOrDelete() {
    acquire("pod-0");
    Answer conflict = call("acquire", "pod-1", "15s", "");
    matches(conflict, Recorded.answer("lock-acquire-conflict"));
    assertThat(none(conflict.expect(409).json().path("Items"))).isTrue();
    Answer write = call("", "intruder", "", "");
    matches(write, Recorded.answer("lock-write-without-lock-id"));
    nomad.delete("/v1/var/" + id("lock")).expect(409);
    assertThat(nomad.get("/v1/var/" + id("lock")).json().at("/Items/holder").asString())
        .isEqualTo("pod-0");
  }

  @Test
  void theHolderRenewsAndAcquiresAgainWithItsId() {
    acquire("pod-0");
    Answer renewed = call("renew", "", "", held);
    matches(renewed, Recorded.answer("lock-renew"));
    Answer again = call("acquire", "pod-0b", "", held);
    matches(again, Recorded.answer("lock-acquire-again-by-holder-updates-items"));
    assertThat(again.json().at("/Lock/ID").asString()).isEqualTo(held);
    assertThat(nomad.get("/v1/var/" + id("lock")).json().at("/Items/holder").asString())
        .isEqualTo("pod-0b");
  }

  @Test
  void theHolderWritesWithItsLock() {
    acquire("pod-0");
    ObjectNode body = Answer.JSON.createObjectNode().put("Path", id("lock"));
    body.putObject("Items").put("holder", "pod-0c");
    body.putObject("Lock").put("ID", held);
    nomad.put("/v1/var/" + id("lock"), body).ok();
    assertThat(nomad.get("/v1/var/" + id("lock")).json().at("/Items/holder").asString())
        .isEqualTo("pod-0c");
    call("renew", "", "", held).ok();
  }

  @Test
  void renewingWithAForeignIdConflicts() {
    acquire("pod-0");
    assertThat(call("renew", "", "", FOREIGN).expect(409).body())
        .isEqualTo("attempting to modify locked variable");
    call("release", "", "", FOREIGN).expect(409);
  }

  @Test
  void theHolderMayChooseTheIdSoThatALostAnswerCanBeFoundOut() {
    String chosen = UUID.randomUUID().toString();
    held = call("acquire", "pod-0", "15s", chosen).ok().json().at("/Lock/ID").asString();
    assertThat(held).isEqualTo(chosen);
    call("acquire", "pod-1", "15s", UUID.randomUUID().toString()).expect(409);
    call("renew", "", "", chosen).ok();
  }

  @Test
  void whatDoesNotExistOrIsNotHeldCannotBeRenewedOrReleased() {
    assertThat(call("renew", "", "", FOREIGN).expect(404).body())
        .isEqualTo("variable doesn't exist");
    acquire("pod-0");
    release().ok();
    assertThat(call("release", "", "", FOREIGN).expect(500).body())
        .isEqualTo("variable doesn't hold a lock");
  }

  @Test
  void releasingFreesTheLockAtOnceAndKeepsTheItems() {
    acquire("pod-0");
    String old = held;
    matches(release(), Recorded.answer("lock-release"));
    Answer read = nomad.get("/v1/var/" + id("lock"));
    matches(read, Recorded.answer("lock-read-released"));
    assertThat(none(read.json().path("Lock"))).isTrue();
    assertThat(read.json().at("/Items/holder").asString()).isEqualTo("pod-0");
    Answer late = call("renew", "", "", old);
    matches(late, Recorded.answer("lock-renew-after-release"));
    assertThat(late.expect(409).body()).isEqualTo("variable doesn't hold a lock");
    acquire("pod-1").ok();
    assertThat(held).isNotEqualTo(old);
  }

  @Test
  void aTimeToLiveBelowTenSecondsIsRefused() {
    Answer answer = call("acquire", "pod-0", "1s", "");
    matches(answer, Recorded.answer("lock-acquire-ttl-too-short"));
    assertThat(answer.expect(400).body()).contains("TTL must be between 10 seconds and 24 hours");
    nomad.get("/v1/var/" + id("lock")).expect(404);
  }

  @Test
  void aRefusedReleaseCarriesTheIndexZero() {
    Answer missing = call("release", "", "", FOREIGN);
    assertThat(missing.expect(500).body()).isEqualTo("variable doesn't exist");
    assertThat(missing.index()).isZero();
    Answer nameless = call("release", "", "", "");
    assertThat(nameless.expect(400).body()).isEqualTo("RPC Error:: 400,missing lock information");
    assertThat(nameless.index()).isZero();
    assertThat(call("renew", "", "", FOREIGN).headers().firstValue("X-Nomad-Index")).isEmpty();
  }
}
