/**
 * How the files of a data set show which image belongs to which target: the known layouts, one class each.
 *
 * <p>Read first: {@link klarsyn.layout.Layouts}, {@code Layout}, {@code PairedFilesLayout}. No voxel is read here
 * except where no file states the labels. Nothing here knows a network.
 *
 * <pre>{@code
 * Cohort cohort = Layouts.open(Path.of("Task04_Hippocampus"));
 * }</pre>
 */
@NullMarked
package klarsyn.layout;

import org.jspecify.annotations.NullMarked;
