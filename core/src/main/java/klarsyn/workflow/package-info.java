/**
 * From a study to a trained, tested and reported model: the run, its folder, and one workflow per task.
 *
 * <p>Read first: {@link klarsyn.workflow.Workflow}, {@link klarsyn.workflow.Run}. A new task is one more {@code Workflow}
 * and one more {@code CaseEvaluator}. Nothing here knows the front door or the terminal.
 */
@NullMarked
package klarsyn.workflow;

import org.jspecify.annotations.NullMarked;
