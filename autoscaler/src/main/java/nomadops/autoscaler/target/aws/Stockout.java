package nomadops.autoscaler.target.aws;

import java.util.List;
import java.util.Locale;

/// Tells from an activity's StatusMessage whether there is no such machine to be had now: for want
/// of capacity, or because the account may not have more. Both pass, and not by asking again soon.
///
/// The words are EC2's: its error codes, and the sentences that Auto Scaling makes of them, such as
/// `We currently do not have sufficient m5.xlarge capacity in the Availability Zone you requested
/// (eu-central-1a). ... Launching EC2 instance failed.`
final class Stockout {
  private static final List<String> WORDS =
      List.of(
          "insufficientinstancecapacity",
          "insufficienthostcapacity",
          "insufficientreservedinstancecapacity",
          "insufficientcapacity",
          "insufficientfreeaddressesinsubnet",
          "reservationcapacityexceeded",
          "unfulfillablecapacity",
          "we currently do not have sufficient",
          "no spot capacity",
          "capacity-not-available",
          "could not launch spot instances. unfulfillable",
          "maxspotinstancecountexceeded",
          "max spot instance count exceeded",
          "spotmaxpricetoolow",
          "lower than the minimum required spot request fulfillment price",
          "instancelimitexceeded",
          "vcpulimitexceeded",
          "vcpu limit",
          "you have requested more instances",
          "your quota allows for");

  private Stockout() {}

  static boolean isToldBy(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(lower::contains);
  }
}
