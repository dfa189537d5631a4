/**
 * A small reader of DICOM Part-10 files: data sets, and the stored pixel values exactly.
 *
 * <p>Read first: {@link klarsyn.dicom.DicomFile}, {@link klarsyn.dicom.DicomObject}, {@link klarsyn.dicom.pixel.PixelData}.
 * Whatever bytes a file holds, the answer is what the standard (PS3.5, PS3.10, PS3.3 C.7.6.3) says they mean, or a
 * {@link klarsyn.base.DataException} that says what is wrong. Compressed pixels beyond RLE, deflate and baseline JPEG
 * are decoded by {@code klarsyn.codec}. Nothing here knows what a label means, and no
 * message ever holds a value that could name a patient.
 *
 * <pre>{@code
 * DicomFile file = DicomFile.read(Path.of("slice.dcm"));
 * PixelData pixels = PixelData.of(file);
 * int[] stored = pixels.frame(0);
 * float[] values = ModalityTransform.of(file.dataSet(), pixels.format()).apply(pixels.values(0));
 * }</pre>
 */
@NullMarked
package klarsyn.dicom;

import org.jspecify.annotations.NullMarked;
