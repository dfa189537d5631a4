/**
 * Readers and writers of files, one class a format: images behind {@link klarsyn.format.Images}, signals behind
 * {@link klarsyn.format.signal.Signals}, tables behind {@link klarsyn.format.table.Tables}.
 *
 * <p>Read first: {@link klarsyn.format.Images}. Whatever bytes a file holds, the answer is its content or a
 * {@link klarsyn.base.DataException} that says what is wrong with it. Nothing here knows what a label means.
 *
 * <pre>{@code
 * Volume head = Images.read(Path.of("head.nii.gz"));
 * LabelMap parts = Images.readLabels(Path.of("parts.nii.gz"));
 * Images.write(parts, Path.of("copy.nii.gz"));
 * Signal heart = Signals.read(Path.of("101.hea"));
 * Table patients = Tables.read(Path.of("patients.csv"));
 * }</pre>
 */
@NullMarked
package klarsyn.format;

import org.jspecify.annotations.NullMarked;
