/**
 * Labels of a segmentation, and the voxels that store them.
 *
 * <p>Read first: {@link klarsyn.data.label.Labels}, {@link klarsyn.data.label.LabelSource}. Nothing here depends on
 * cases or tasks.
 *
 * <pre>{@code
 * Labels labels = cohort.structures().orElseThrow();
 * LabelMap map = subject.readLabels(); // values as in labels
 * }</pre>
 */
@NullMarked
package klarsyn.data.label;

import org.jspecify.annotations.NullMarked;
