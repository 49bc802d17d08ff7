package nomadops.autoscaler;

import nomadops.autoscaler.effect.Groups;

/// A pool, what keeps it, and where its machines come from.
public record ManagedPool(PoolSetup setup, PoolKeeper keeper, Groups groups) {}
