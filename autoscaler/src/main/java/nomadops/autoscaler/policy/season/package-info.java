/// What a pool needs at certain times of the day or the week. What was needed enters, quarter of an
/// hour by quarter of an hour; what will be needed soon leaves. Read
/// [nomadops.autoscaler.policy.season.Seasons] first.
@NullMarked
package nomadops.autoscaler.policy.season;

import org.jspecify.annotations.NullMarked;
