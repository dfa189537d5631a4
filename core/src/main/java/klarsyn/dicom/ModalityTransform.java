package klarsyn.dicom;

/** From stored values to those of the modality, such as Hounsfield units: a line, or a table. */
public final class ModalityTransform {

    private final double slope;
    private final double intercept;

    private ModalityTransform(double slope, double intercept) {
        this.slope = slope;
        this.intercept = intercept;
    }

    /**
     * The transform that a data set, or an item of its Pixel Value Transformation Sequence, describes; where it
     * describes none, values stay what they are.
     */
    public static ModalityTransform of(DicomObject holder, PixelFormat format) {
        double slope = holder.number(Tag.RESCALE_SLOPE).orElse(1);
        double intercept = holder.number(Tag.RESCALE_INTERCEPT).orElse(0);
        return new ModalityTransform(slope, intercept);
    }

    /** Whether values stay what they are. */
    public boolean isIdentity() {
        return slope == 1 && intercept == 0;
    }

    /** The modality's values, computed in doubles and rounded to floats. */
    public float[] apply(double[] values) {
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (values[i] * slope + intercept);
        }
        return out;
    }
}
