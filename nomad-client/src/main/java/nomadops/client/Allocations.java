package nomadops.client;

import java.util.List;
import nomadops.client.model.AllocationStub;

/// Allocations: `/v1/allocations`.
@SuppressWarnings("DoNotCallSuggester")
public final class Allocations {

  public Answer<List<AllocationStub>> page(Read read) {
    throw new UnsupportedOperationException("not built yet");
  }

  /// All pages, in constant memory.
  public void pages(Read read, PageListener<? super AllocationStub> listener)
      throws InterruptedException {
    throw new UnsupportedOperationException("not built yet");
  }
}
