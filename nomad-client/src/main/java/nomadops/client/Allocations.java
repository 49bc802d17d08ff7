package nomadops.client;

import java.util.List;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.NomadJson;
import nomadops.client.model.StopReceipt;

/// Allocations: `/v1/allocations` and `/v1/allocation/:id`.
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

  /// Stops an allocation; another one takes its place, also for batch, and also on the same node
  /// while that is eligible. A sysbatch allocation is not replaced. Needs `alloc-lifecycle` in its
  /// namespace.
  ///
  /// An unknown id is a fault that [nomadops.client.fault.NomadFault#isNotFound()]. A terminal
  /// allocation is no fault: Nomad (2.0.5) makes an evaluation that does nothing. So each call
  /// costs an evaluation, and none that may have arrived is repeated: after a fault that
  /// [nomadops.client.fault.NomadFault#mayHaveActed()], read the allocation.
  public StopReceipt stop(String allocId) {
    return calls
        .send(calls.put("allocation.stop", "v1", "allocation", allocId, "stop"), StopReceipt.class)
        .value();
  }
}
