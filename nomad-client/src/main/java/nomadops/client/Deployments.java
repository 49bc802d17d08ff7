package nomadops.client;

import java.util.List;
import nomadops.client.model.Deployment;
import nomadops.client.model.NomadJson;

/// Deployments: `/v1/deployments`.
public final class Deployments {
  private final Calls calls;

  Deployments(Calls calls) {
    this.calls = calls;
  }

  /// One page, wholly in memory.
  public Answer<List<Deployment>> page(Read read) {
    return calls.send(
        calls.get(read, "deployments.list", "v1", "deployments"),
        body -> NomadJson.readList(body, Deployment.class));
  }

  /// All pages, in constant memory.
  ///
  /// @throws InterruptedException when the listener, or this thread between pages, is interrupted
  public void pages(Read read, PageListener<? super Deployment> listener)
      throws InterruptedException {
    new Pages<>(calls, Deployment.class, "deployments.list", "v1", "deployments")
        .walk(read, listener);
  }
}
