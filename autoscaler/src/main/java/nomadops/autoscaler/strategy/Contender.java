package nomadops.autoscaler.strategy;

import java.util.function.Supplier;

/// A strategy that takes part in a comparison.
///
/// @param name short, for tables and charts; of its kind alone in a comparison
/// @param about one line for people: what it does, where that is from
/// @param fresh makes one that remembers nothing
public record Contender(String name, String about, Supplier<Strategy> fresh) {}
