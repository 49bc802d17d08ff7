/// EC2 Auto Scaling groups (API 2011-01-01, six calls). What AWS says of them enters and becomes
/// facts; what is done is decided by a fresh look at the group just before, so that a repeat does
/// nothing twice; DesiredCapacity, the end of named instances and one tag leave, nothing else. Read
/// [nomadops.autoscaler.target.aws.AwsGroups] first, then
/// [nomadops.autoscaler.target.aws.AwsTarget].
@NullMarked
package nomadops.autoscaler.target.aws;

import org.jspecify.annotations.NullMarked;
