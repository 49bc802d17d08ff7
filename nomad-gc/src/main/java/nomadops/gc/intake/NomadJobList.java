package nomadops.gc.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.ResponseMeta;
import nomadops.client.fault.NomadFault;
import nomadops.gc.job.DeadJob;

/// `GET /v1/jobs`, filtered by the server (Nomad 1.7 to 2.0). Rows are reduced as they are parsed,
/// and each page is read to its end before anything is done with it: no answer is left half read
/// while the purger works through it.
public final class NomadJobList implements JobList {
  private final NomadClient nomad;
  private final Read read;

  /// A list of one namespace, or of all, as any server has it.
  ///
  /// @param namespace a name, or `*`
  /// @param filter a further expression in Nomad's filter language; empty for none
  public NomadJobList(NomadClient nomad, String namespace, String filter, int pageSize) {
    this(
        nomad,
        Read.defaults()
            .inNamespace(namespace)
            .withStale()
            .withFilter(dead(filter))
            .withPerPage(pageSize)
            .with("meta", "true"));
  }

  private NomadJobList(NomadClient nomad, Read read) {
    this.nomad = nomad;
    this.read = read;
  }

  /// The same list as the leader has it: nothing that was written before is missing from it.
  public static NomadJobList consistent(
      NomadClient nomad, String namespace, String filter, int pageSize) {
    return new NomadJobList(
        nomad,
        Read.defaults()
            .inNamespace(namespace)
            .withFilter(dead(filter))
            .withPerPage(pageSize)
            .with("meta", "true"));
  }

  private static String dead(String filter) {
    String dead = "Status == \"dead\"";
    return filter.isBlank() ? dead : dead + " and (" + filter + ")";
  }

  /// A page that broke off half way is asked for once more at once, as the client does with answers
  /// that it takes whole.
  @Override
  public Page page(Optional<String> token, Set<String> metaKeys) throws InterruptedException {
    try {
      return whole(token, metaKeys);
    } catch (NomadFault.MaybeApplied _) {
      return whole(token, metaKeys);
    }
  }

  private Page whole(Optional<String> token, Set<String> metaKeys) throws InterruptedException {
    JobRows rows = new JobRows(metaKeys);
    List<DeadJob> jobs = new ArrayList<>();
    ResponseMeta meta =
        nomad
            .jobs()
            .page(
                token.map(read::withNextToken).orElse(read),
                (stub, _) -> jobs.add(rows.dead(stub)));
    return new Page(jobs, meta.index().orElse(0), meta.nextToken());
  }
}
