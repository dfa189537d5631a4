/**
 * Readers and writers of files, one class per format: images behind {@link klarsyn.format.Images}, signals behind
 * {@link klarsyn.format.signal.Signals}, tables behind {@link klarsyn.format.table.Tables}.
 *
 * <p>Read first: {@link klarsyn.format.Images}. A file is read completely or rejected with
 * a {@link klarsyn.base.DataException}. Nothing here depends on the meaning of labels.
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
