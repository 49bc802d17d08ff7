package nomadops.exporter.view;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiPredicate;
import java.util.function.ToLongFunction;
import nomadops.client.NomadClient;
import nomadops.client.PageListener;
import nomadops.client.Read;
import nomadops.client.ResponseMeta;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.Deployment;
import nomadops.client.model.Evaluation;
import nomadops.client.model.JobStub;
import nomadops.client.model.NodeStub;

/// Lists everything of a kind into the view, page by page and row by row: no list is ever in
/// memory.
final class ClusterLists {
  private final NomadClient nomad;
  private final ClusterView view;
  private final WatchTerms terms;
  private final InstantSource clock;

  /// A list that is older than one that was taken before would bring back what is gone.
  static final class OutdatedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OutdatedException(Kind kind, long index, long known) {
      super(
          "the list of %ss is of index %d, and one of %d was seen already: its server lags"
              .formatted(kind.word(), index, known));
    }
  }

  ClusterLists(NomadClient nomad, ClusterView view, WatchTerms terms, InstantSource clock) {
    this.nomad = nomad;
    this.view = view;
    this.terms = terms;
    this.clock = clock;
  }

  /// Lists all of a kind.
  ///
  /// @param taskStates whether allocations are to tell what their tasks have been through
  /// @return how many things turned out to be gone
  int sweep(Kind kind, boolean taskStates) throws InterruptedException {
    return switch (kind) {
      case NODE -> nodes();
      case JOB -> {
        Listed<JobStub> jobs =
            new Listed<>(
                kind, JobStub::modifyIndex, (rows, job) -> !job.id().isEmpty() && rows.listed(job));
        nomad.jobs().pages(everywhere(), jobs);
        yield jobs.end();
      }
      case EVALUATION -> {
        Listed<Evaluation> evals = new Listed<>(kind, Evaluation::modifyIndex, Rows::listed);
        nomad.evaluations().pages(everywhere(), evals);
        yield evals.end();
      }
      case ALLOCATION -> {
        Listed<AllocationStub> allocs =
            new Listed<>(kind, AllocationStub::modifyIndex, Rows::listed);
        nomad
            .allocations()
            .pages(
                everywhere()
                    .with("resources", "true")
                    .with("task_states", Boolean.toString(taskStates)),
                allocs);
        yield allocs.end();
      }
      case DEPLOYMENT -> {
        Listed<Deployment> all = new Listed<>(kind, Deployment::modifyIndex, Rows::listed);
        nomad.deployments().pages(everywhere(), all);
        yield all.end();
      }
    };
  }

  private int nodes() {
    Listed<NodeStub> nodes = new Listed<>(Kind.NODE, NodeStub::modifyIndex, Rows::listed);
    var answer = nomad.nodes().list(read().with("resources", "true"));
    nodes.begin(answer.meta());
    answer.value().forEach(node -> nodes.item(node, answer.meta()));
    nodes.endOfPage(answer.meta());
    return nodes.end();
  }

  private Read read() {
    return terms.stale() ? Read.defaults().withStale() : Read.defaults();
  }

  private Read everywhere() {
    return read().inAllNamespaces().withPerPage(terms.page());
  }

  /// The rows of one list, on their way into the view.
  private final class Listed<T> implements PageListener<T> {
    private final Kind kind;
    private final ToLongFunction<T> modifyIndex;
    private final BiPredicate<Rows, T> take;
    private final Instant begun = clock.instant();
    private long index = Long.MAX_VALUE;
    private Duration lag = Duration.ZERO;
    private boolean first = true;

    Listed(Kind kind, ToLongFunction<T> modifyIndex, BiPredicate<Rows, T> take) {
      this.kind = kind;
      this.modifyIndex = modifyIndex;
      this.take = take;
    }

    void begin(ResponseMeta meta) {
      if (first) {
        first = false;
        view.beginSweep(kind);
      }
      long of = meta.index().orElse(0);
      if (of < view.sweptAt(kind)) {
        throw new OutdatedException(kind, of, view.sweptAt(kind));
      }
    }

    @Override
    public void item(T item, ResponseMeta meta) {
      begin(meta);
      view.listed(kind, modifyIndex.applyAsLong(item), rows -> take.test(rows, item));
    }

    /// A page tells of everything up to its own index: all pages together, up to the least.
    @Override
    public void endOfPage(ResponseMeta meta) {
      begin(meta);
      index = Math.min(index, meta.index().orElse(0));
      Duration contact = meta.lastContact().orElse(Duration.ZERO);
      lag = lag.compareTo(contact) > 0 ? lag : contact;
    }

    int end() {
      return view.endSweep(kind, index == Long.MAX_VALUE ? 0 : index, begun.minus(lag));
    }
  }
}
