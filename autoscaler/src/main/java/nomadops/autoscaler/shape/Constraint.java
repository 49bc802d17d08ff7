package nomadops.autoscaler.shape;

/// One condition on nodes, as the job has it (`constraint` block; the affinities are not here: they
/// keep nothing from being placed).
///
/// @param left mostly a reference to a node, e.g. `${attr.kernel.name}`
/// @param operand e.g. `=`, `!=`, `regexp`, `version`, `distinct_hosts`
/// @param right what it is compared with
public record Constraint(String left, String operand, String right) {
  /// As Nomad prints it in `ConstraintFiltered`.
  @Override
  public String toString() {
    return (left + " " + operand + " " + right).strip();
  }
}
