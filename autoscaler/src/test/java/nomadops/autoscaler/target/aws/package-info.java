/// Tests of the AWS target against [nomadops.autoscaler.target.FakeAutoScaling].
@NullMarked
package nomadops.autoscaler.target.aws;

import org.jspecify.annotations.NullMarked;
