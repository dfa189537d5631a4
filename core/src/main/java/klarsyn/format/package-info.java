/**
 * Readers and writers of image files, one class a format, behind {@link klarsyn.format.Images}.
 *
 * <p>Read first: {@link klarsyn.format.Images}. Whatever bytes a file holds, the answer is an image or a
 * {@link klarsyn.base.DataException} that says what is wrong with it. Nothing here knows what a label means.
 *
 * <pre>{@code
 * Volume head = Images.read(Path.of("head.nii.gz"));
 * LabelMap parts = Images.readLabels(Path.of("parts.nii.gz"));
 * Images.write(parts, Path.of("copy.nii.gz"));
 * }</pre>
 */
@NullMarked
package klarsyn.format;

import org.jspecify.annotations.NullMarked;
