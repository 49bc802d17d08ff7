/// A comparison of strategies for people. [nomadops.autoscaler.outcome.Outcome]s enter; the rows of
/// a table leave, and one self-contained HTML page: no script, no external asset, light and dark.
/// Read [nomadops.autoscaler.report.Comparison] first.
@NullMarked
package nomadops.autoscaler.report;

import org.jspecify.annotations.NullMarked;
