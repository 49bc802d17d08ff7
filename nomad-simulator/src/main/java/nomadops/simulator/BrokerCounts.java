package nomadops.simulator;

/// The eval broker's queue lengths, as its gauges show them.
///
/// @param ready evaluations that a worker could take now
/// @param unacked evaluations that a worker holds
/// @param pending evaluations that wait for another one of the same job
/// @param blocked evaluations that wait for capacity
public record BrokerCounts(int ready, int unacked, int pending, int blocked) {}
