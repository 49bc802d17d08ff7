/// How long work would wait. What waits, what is expected to end and when new nodes would be there
/// enter; how few new nodes keep the promised wait leaves. Read
/// [nomadops.autoscaler.policy.wait.Forecast] first.
@NullMarked
package nomadops.autoscaler.policy.wait;

import org.jspecify.annotations.NullMarked;
