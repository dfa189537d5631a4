/**
 * Kinds and names of the files in a data set.
 *
 * <p>Read first: {@link klarsyn.data.file.FileKinds}, {@link klarsyn.data.file.Kind}. Nothing here depends on how
 * folders are arranged.
 *
 * <pre>{@code
 * Optional<Kind> kind = FileKinds.of(Path.of("scan.nii.gz")); // VOLUME
 * }</pre>
 */
@NullMarked
package klarsyn.data.file;

import org.jspecify.annotations.NullMarked;
