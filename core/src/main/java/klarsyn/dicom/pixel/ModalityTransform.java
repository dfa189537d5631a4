package klarsyn.dicom.pixel;

import java.util.List;
import klarsyn.base.DataException;
import klarsyn.dicom.DicomObject;
import klarsyn.dicom.Tag;

/** Maps stored values to modality values, such as Hounsfield units: linear, or a table (PS3.3, C.11.1). */
public sealed interface ModalityTransform {

    /**
     * Linear rescaling.
     *
     * @param slope     not 0, finite
     * @param intercept finite
     */
    record Line(double slope, double intercept) implements ModalityTransform {

        static final Line IDENTITY = new Line(1, 0);

        @Override
        public double apply(double stored) {
            return stored * slope + intercept;
        }
    }

    /** A lookup table. */
    final class Table implements ModalityTransform {

        private final LookupTable table;

        private Table(LookupTable table) {
            this.table = table;
        }

        @Override
        public double apply(double stored) {
            return table.apply((int) stored);
        }
    }

    /**
     * The transform of a data set or of an item of its Pixel Value Transformation Sequence; the identity if there is
     * none.
     *
     * @throws DataException if the slope is 0 or not finite, or a table is inconsistent
     */
    static ModalityTransform of(DicomObject holder, PixelFormat format) {
        List<DicomObject> tables = holder.sequence(Tag.MODALITY_LUT_SEQUENCE);
        if (!tables.isEmpty() && !holder.contains(Tag.RESCALE_SLOPE)) {
            return new Table(LookupTable.of(tables.getFirst(), Tag.LUT_DESCRIPTOR, Tag.LUT_DATA, format));
        }
        double slope = holder.number(Tag.RESCALE_SLOPE).orElse(1);
        double intercept = holder.number(Tag.RESCALE_INTERCEPT).orElse(0);
        if (slope == 0 || !Double.isFinite(slope) || !Double.isFinite(intercept)) {
            throw PixelData.wrong(holder, "rescale slope and intercept are %s and %s".formatted(slope, intercept));
        }
        return new Line(slope, intercept);
    }

    /** The modality value of one stored value. */
    double apply(double stored);

    /** Whether this is the identity. */
    default boolean isIdentity() {
        return equals(Line.IDENTITY);
    }

    /** The modality values, computed in double and rounded to float. */
    default float[] apply(double[] stored) {
        float[] values = new float[stored.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) apply(stored[i]);
        }
        return values;
    }
}
