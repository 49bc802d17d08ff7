package nomadops.gc.intake;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import nomadops.client.Answer;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.model.JobStub;

/// `GET /v1/jobs`, stale and filtered by the server (Nomad 1.7 to 2.0). Each page is read to its
/// end before anything is made of it: no answer is left half read while the purger works through
/// it.
public final class NomadJobList implements JobList {
  private final NomadClient nomad;
  private final Read read;

  /// A list of one namespace, or of all.
  ///
  /// @param namespace a name, or `*`
  /// @param filter a further expression in Nomad's filter language; empty for none
  public NomadJobList(NomadClient nomad, String namespace, String filter, int pageSize) {
    this.nomad = nomad;
    String dead = "Status == \"dead\"";
    this.read =
        Read.defaults()
            .inNamespace(namespace)
            .withStale()
            .withFilter(filter.isBlank() ? dead : dead + " and (" + filter + ")")
            .withPerPage(pageSize)
            .with("meta", "true");
  }

  @Override
  public Page page(Optional<String> token, Set<String> metaKeys) {
    Answer<List<JobStub>> answer = nomad.jobs().page(token.map(read::withNextToken).orElse(read));
    return new Page(
        answer.value().stream().map(stub -> JobRows.dead(stub, metaKeys)).toList(),
        answer.meta().index().orElse(0),
        answer.meta().nextToken());
  }
}
