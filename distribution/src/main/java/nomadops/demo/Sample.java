package nomadops.demo;

/// One foreground job: when it was submitted and how long it waited until its evaluation was
/// complete.
///
/// @param atSeconds seconds since the demo began
/// @param millis latency in milliseconds
public record Sample(double atSeconds, double millis) {}
