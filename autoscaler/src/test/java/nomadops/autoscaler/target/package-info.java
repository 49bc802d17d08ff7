/// Tests of the targets, and a fake of EC2 Auto Scaling for these and for others. Read
/// [nomadops.autoscaler.target.FakeAutoScaling] first.
@NullMarked
package nomadops.autoscaler.target;

import org.jspecify.annotations.NullMarked;
