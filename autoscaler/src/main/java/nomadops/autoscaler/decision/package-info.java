/// What was decided, for others: as a document, and over time. Reports of decisions enter; what
/// `/status`, `/decisions` and `-json` show leaves, and every table is made of that. Read
/// [nomadops.autoscaler.decision.DecisionDocument] first.
@NullMarked
package nomadops.autoscaler.decision;

import org.jspecify.annotations.NullMarked;
