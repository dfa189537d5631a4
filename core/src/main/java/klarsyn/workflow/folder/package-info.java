/**
 * Files of a run: checkpoints, settings, log and markers, and whether it is finished.
 *
 * <p>Read first: {@link klarsyn.workflow.folder.RunFolder}, {@link klarsyn.workflow.folder.RunLog}. Nothing here
 * depends on tasks.
 */
@NullMarked
package klarsyn.workflow.folder;

import org.jspecify.annotations.NullMarked;
