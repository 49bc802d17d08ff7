package nomadops.client.model;

import java.util.Map;
import tools.jackson.core.JsonParser;

/// Reads a [JobSummary], which is part of each [JobStub].
final class JobSummaryFields extends Fieldwise<JobSummaryFields.Gathered, JobSummary> {
  private static final GroupFields GROUP = new GroupFields();
  private static final ChildFields CHILDREN = new ChildFields();

  static final class Gathered {
    private String jobId = "";
    private String namespace = "";
    private Map<String, GroupSummary> groups = Map.of();
    private ChildSummary children = ChildSummary.NONE;
    private long createIndex;
    private long modifyIndex;
  }

  @Override
  Gathered begin() {
    return new Gathered();
  }

  @Override
  boolean take(Gathered g, String field, JsonParser json) {
    switch (field) {
      case "JobID" -> g.jobId = text(json);
      case "Namespace" -> g.namespace = text(json);
      case "Summary" -> g.groups = map(json, GROUP::object);
      case "Children" -> g.children = CHILDREN.objectOr(ChildSummary.NONE, json);
      case "CreateIndex" -> g.createIndex = number(json);
      case "ModifyIndex" -> g.modifyIndex = number(json);
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  JobSummary end(Gathered g) {
    return new JobSummary(g.jobId, g.namespace, g.groups, g.children, g.createIndex, g.modifyIndex);
  }

  /// The counts of one task group, in the order of [GroupSummary].
  private static final class GroupFields extends Fieldwise<int[], GroupSummary> {
    @Override
    int[] begin() {
      return new int[7];
    }

    @Override
    boolean take(int[] counts, String field, JsonParser json) {
      int at =
          switch (field) {
            case "Queued" -> 0;
            case "Complete" -> 1;
            case "Failed" -> 2;
            case "Running" -> 3;
            case "Starting" -> 4;
            case "Lost" -> 5;
            case "Unknown" -> 6;
            default -> -1;
          };
      if (at >= 0) {
        counts[at] = small(json);
      }
      return at >= 0;
    }

    @Override
    GroupSummary end(int[] c) {
      return new GroupSummary(c[0], c[1], c[2], c[3], c[4], c[5], c[6]);
    }
  }

  /// The counts of the children, in the order of [ChildSummary].
  private static final class ChildFields extends Fieldwise<long[], ChildSummary> {
    @Override
    long[] begin() {
      return new long[3];
    }

    @Override
    boolean take(long[] counts, String field, JsonParser json) {
      int at =
          switch (field) {
            case "Pending" -> 0;
            case "Running" -> 1;
            case "Dead" -> 2;
            default -> -1;
          };
      if (at >= 0) {
        counts[at] = number(json);
      }
      return at >= 0;
    }

    @Override
    ChildSummary end(long[] c) {
      return new ChildSummary(c[0], c[1], c[2]);
    }
  }
}
