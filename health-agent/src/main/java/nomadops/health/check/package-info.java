/// What a check is, how it is kept on time, and when its findings become a verdict. Read
/// [nomadops.health.check.Check] first, then [nomadops.health.check.Hysteresis].
@NullMarked
package nomadops.health.check;

import org.jspecify.annotations.NullMarked;
