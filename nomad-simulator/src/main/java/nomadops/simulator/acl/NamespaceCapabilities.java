package nomadops.simulator.acl;

import java.util.List;
import java.util.Set;

/// The capabilities of a namespace that there are (2.0.5), and what the short forms stand for. The
/// finer ones that were split off `submit-job` (from 1.11.2 on) are in none of the short forms.
final class NamespaceCapabilities {
  private static final List<String> READ =
      List.of(
          "list-jobs",
          "parse-job",
          "read-job",
          "csi-list-volume",
          "csi-read-volume",
          "read-job-scaling",
          "list-scaling-policies",
          "read-scaling-policy",
          "host-volume-read");
  private static final List<String> WRITE =
      List.of(
          "scale-job",
          "submit-job",
          "dispatch-job",
          "read-logs",
          "read-fs",
          "alloc-exec",
          "alloc-lifecycle",
          "csi-mount-volume",
          "csi-write-volume",
          "submit-recommendation",
          "host-volume-create");
  private static final List<String> FINE =
      List.of(
          "deny",
          "alloc-node-exec",
          "csi-register-plugin",
          "sentinel-override",
          "host-volume-register",
          "host-volume-write",
          "host-volume-delete",
          "register-job",
          "revert-job",
          "deregister-job",
          "purge-job",
          "evaluate-job",
          "plan-job",
          "tag-job-version",
          "stable-job",
          "fail-deployment",
          "pause-deployment",
          "promote-deployment",
          "unblock-deployment",
          "cancel-deployment",
          "set-alloc-health-deployment",
          "gc-allocation",
          "pause-allocation",
          "force-periodic-job",
          "delete-service-registration");
  static final Set<String> ALL =
      Set.copyOf(java.util.stream.Stream.of(READ, WRITE, FINE).flatMap(List::stream).toList());

  private NamespaceCapabilities() {}

  /// What a short form stands for.
  static List<String> of(String level) {
    return switch (level) {
      case "deny" -> List.of("deny");
      case "read" -> READ;
      case "write" -> java.util.stream.Stream.concat(READ.stream(), WRITE.stream()).toList();
      default ->
          List.of(
              "list-scaling-policies",
              "read-scaling-policy",
              "read-job-scaling",
              "scale-job",
              "read-job",
              "submit-recommendation");
    };
  }
}
