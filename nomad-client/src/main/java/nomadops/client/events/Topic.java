package nomadops.client.events;

/// What to listen to.
public enum Topic {
  JOB("Job"),
  EVALUATION("Evaluation"),
  ALLOCATION("Allocation"),
  NODE("Node"),
  DEPLOYMENT("Deployment");

  private final String nomadName;

  Topic(String nomadName) {
    this.nomadName = nomadName;
  }

  /// As Nomad spells it.
  public String nomadName() {
    return nomadName;
  }
}
