/// How the verdicts of clients come to the controller: the document of a report, and the end that
/// receives it. Signed requests enter; the last report of each client leaves, and refusals that are
/// counted. Nothing of a body is read before its signature held. Read
/// [nomadops.health.report.ReportServer] first, then [nomadops.health.report.ReportJson].
@NullMarked
package nomadops.health.report;

import org.jspecify.annotations.NullMarked;
