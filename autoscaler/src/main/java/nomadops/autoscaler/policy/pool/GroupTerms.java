package nomadops.autoscaler.policy.pool;

import java.time.Duration;

/// What an operator wants of one group of a pool.
///
/// @param weight groups that stand beside each other and have one share launches in this
///   proportion; 0 for a group that stands alone
/// @param price of a machine for an hour, in whatever currency; 0 when it was not said
/// @param billing a machine is paid for in whole periods of this length, from its launch; zero when
///   it is paid by the second
public record GroupTerms(int weight, double price, Duration billing) {
  /// Nothing was said.
  public static final GroupTerms PLAIN = new GroupTerms(0, 0, Duration.ZERO);

  public GroupTerms {
    if (weight < 0 || price < 0 || billing.isNegative()) {
      throw new IllegalArgumentException(
          "weight is %d, price is %s, billing-period is %s; none may be below 0"
              .formatted(weight, price, billing));
    }
  }
}
