/// Tests of groups behind webhooks and programs. Read
/// [nomadops.autoscaler.target.bridge.WebhookWayTest] first.
@NullMarked
package nomadops.autoscaler.target.bridge;

import org.jspecify.annotations.NullMarked;
