package klarsyn.dicom.pixel;

import java.util.List;
import klarsyn.base.DataException;
import klarsyn.dicom.DicomObject;
import klarsyn.dicom.Tag;

/** From stored values to those of the modality, such as Hounsfield units: a line, or a table (PS3.3, C.11.1). */
public sealed interface ModalityTransform {

    /**
     * Multiplies and adds.
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

    /** Looks up. */
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
     * The transform that a data set, or an item of its Pixel Value Transformation Sequence, describes; where it
     * describes none, values stay what they are.
     *
     * @throws DataException if a slope is 0 or no finite number, or a table contradicts itself
     */
    static ModalityTransform of(DicomObject holder, PixelFormat format) {
        List<DicomObject> tables = holder.sequence(Tag.MODALITY_LUT_SEQUENCE);
        if (!tables.isEmpty() && !holder.contains(Tag.RESCALE_SLOPE)) {
            return new Table(LookupTable.of(tables.getFirst(), Tag.LUT_DESCRIPTOR, Tag.LUT_DATA, format));
        }
        double slope = holder.number(Tag.RESCALE_SLOPE).orElse(1);
        double intercept = holder.number(Tag.RESCALE_INTERCEPT).orElse(0);
        if (slope == 0 || !Double.isFinite(slope) || !Double.isFinite(intercept)) {
            throw PixelData.wrong(
                    holder, "the slope and intercept of the rescaling are %s and %s".formatted(slope, intercept));
        }
        return new Line(slope, intercept);
    }

    /** The modality's value of one stored value. */
    double apply(double stored);

    /** Whether values stay what they are. */
    default boolean isIdentity() {
        return equals(Line.IDENTITY);
    }

    /** The modality's values, computed in doubles and rounded to floats. */
    default float[] apply(double[] stored) {
        float[] values = new float[stored.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) apply(stored[i]);
        }
        return values;
    }
}
