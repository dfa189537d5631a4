/**
 * A small reader for DICOM Part-10 files: data sets and exact stored pixel values.
 *
 * <p>Read first: {@link klarsyn.dicom.DicomFile}, {@link klarsyn.dicom.DicomObject},
 * {@link klarsyn.dicom.pixel.PixelData}. Files are read according to the standard (PS3.5, PS3.10, PS3.3 C.7.6.3), or
 * rejected with a {@link klarsyn.base.DataException}. Compressed pixels other than RLE, deflate and baseline JPEG are
 * decoded by {@code klarsyn.codec}. Nothing here depends on the meaning of labels, and no message contains a value that
 * could identify a patient.
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
