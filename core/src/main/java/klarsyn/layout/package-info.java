/**
 * Recognizes which image belongs to which target: the known layouts, one class each.
 *
 * <p>Read first: {@link klarsyn.layout.Layouts}, {@code Layout}, {@code PairedFilesLayout}. Voxels are read
 * only if no file names the labels. Nothing here depends on networks.
 *
 * <pre>{@code
 * Cohort cohort = Layouts.open(Path.of("Task04_Hippocampus"));
 * }</pre>
 */
@NullMarked
package klarsyn.layout;

import org.jspecify.annotations.NullMarked;
