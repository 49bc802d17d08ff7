/// The client's end of reports: the courses of its checks enter, and every controller that is
/// configured hears of them, each on its own. Read [nomadops.health.report.sender.Reporter] first.
@NullMarked
package nomadops.health.report.sender;

import org.jspecify.annotations.NullMarked;
