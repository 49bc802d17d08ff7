package nomadops.client.model;

/// Something that happened to a node, as [Node#events()] keeps it.
///
/// @param message for people, e.g. `Node marked as ineligible for scheduling`
/// @param subsystem whose doing it was: `Cluster` (registration, heartbeats, eligibility), `Drain`,
///   `Driver`, `Storage`
/// @param createIndex of the change that it belongs to; 0 for the first registration
public record NodeEvent(String message, String subsystem, long createIndex) {
  public NodeEvent {
    message = Fields.text(message);
    subsystem = Fields.text(subsystem);
  }

  /// Whether it says that somebody changed whether the node is given work: its eligibility, or a
  /// drain. Nomad tells each such change, whoever made it (`nomad/node_endpoint.go`,
  /// `nomad/drainer`, 1.7 to 2.0.5).
  public boolean aboutEligibility() {
    return subsystem.equals("Drain")
        || (subsystem.equals("Cluster") && message.contains("eligible for scheduling"));
  }
}
