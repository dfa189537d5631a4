/**
 * From a study to a trained, tested and reported model: the run, and one workflow per task.
 *
 * <p>Read first: {@link klarsyn.workflow.Workflow}, {@link klarsyn.workflow.Run}. A new task adds one {@code Workflow}
 * and one {@code CaseEvaluator}. Nothing here depends on the root package or the terminal.
 */
@NullMarked
package klarsyn.workflow;

import org.jspecify.annotations.NullMarked;
