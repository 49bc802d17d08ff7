package nomadops.autoscaler.shape;

import java.util.Optional;

/// Whether a node of a profile takes work of a kind, by everything that Nomad's scheduler filters
/// nodes by (Nomad 1.7 to 2.0, `scheduler/feasible`): node pool, datacenters, drivers, host volumes
/// and constraints. Room is not asked: that is [Room]'s.
///
/// The question is about a *new* node, so what belongs to one machine alone decides: work pinned to
/// a machine by `${node.unique.id}`, `${node.unique.name}` or a `unique.` attribute is refused,
/// whatever the profile says.
///
/// A profile that was configured knows only some attributes. It is told from a real node's by the
/// attribute `nomad.version`, which every client has. On such a profile, a condition on an
/// attribute that it does not name is [Unknown], which counts as refused and says what to add;
/// except those that Nomad takes as met where the attribute is missing (`!=`, `is_not_set`).
/// Drivers are not asked of a profile without any.
///
/// Not looked at: affinities and spreads (they keep nothing from being placed), network modes and
/// host networks, the attributes of devices, and CSI volumes (their plugins come to a node after
/// it).
public sealed interface Feasibility {
  /// It does.
  record Fits() implements Feasibility {}

  /// It never will.
  ///
  /// @param reason for people: what is asked, and what the node has
  record Refused(String reason) implements Feasibility {}

  /// Too little is known of the node.
  ///
  /// @param reason for people: what to tell of the node
  record Unknown(String reason) implements Feasibility {}

  /// The first that is in the way, in the order of Nomad.
  static Feasibility of(Where where, NodeProfile node) {
    return new FeasibilityCheck(node).of(where);
  }

  /// Why a node of this profile will not take such work; empty when it will.
  static Optional<String> refusal(Where where, NodeProfile node) {
    return of(where, node).refusal();
  }

  /// Empty when it fits.
  default Optional<String> refusal() {
    return switch (this) {
      case Fits _ -> Optional.empty();
      case Refused(String reason) -> Optional.of(reason);
      case Unknown(String reason) -> Optional.of(reason);
    };
  }
}
