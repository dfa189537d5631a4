package klarsyn.tensor;

import org.bytedeco.pytorch.global.torch.ScalarType;

/** Number format of a tensor. */
public enum Precision {
    /** IEEE single precision. */
    FP32(ScalarType.Float, 4),
    /** bfloat16: the range of single precision with an 8-bit significand. */
    BF16(ScalarType.BFloat16, 2);

    private final ScalarType scalar;
    private final int bytes;

    Precision(ScalarType scalar, int bytes) {
        this.scalar = scalar;
        this.bytes = bytes;
    }

    /** Bytes per number. */
    public int bytes() {
        return bytes;
    }

    ScalarType scalar() {
        return scalar;
    }
}
