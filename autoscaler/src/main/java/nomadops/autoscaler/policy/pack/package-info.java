/// How many nodes work needs. Counts of shapes and rooms enter; what fits where, and how many empty
/// nodes the rest takes, leaves: first-fit decreasing, on shapes with counts instead of single
/// allocations. Read [nomadops.autoscaler.policy.pack.Packing] first.
@NullMarked
package nomadops.autoscaler.policy.pack;

import org.jspecify.annotations.NullMarked;
