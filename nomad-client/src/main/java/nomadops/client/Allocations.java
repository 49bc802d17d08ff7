package nomadops.client;

import java.util.List;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.NomadJson;

/// Allocations: `/v1/allocations`.
public final class Allocations {
  private final Calls calls;

  Allocations(Calls calls) {
    this.calls = calls;
  }

  /// One page, wholly in memory.
  public Answer<List<AllocationStub>> page(Read read) {
    return calls.send(
        calls.get(read, "allocations.list", "v1", "allocations"),
        body -> NomadJson.readList(body, AllocationStub.class));
  }

  /// All pages, in constant memory.
  ///
  /// @throws InterruptedException when the listener, or this thread between pages, is interrupted
  public void pages(Read read, PageListener<? super AllocationStub> listener)
      throws InterruptedException {
    new Pages<>(calls, AllocationStub.class, "allocations.list", "v1", "allocations")
        .walk(read, listener);
  }
}
