package klarsyn.plan;

import java.util.List;
import klarsyn.nn.EncoderArchitecture;
import klarsyn.nn.UNetStyle;
import klarsyn.nn.layer.Norm;
import klarsyn.prepare.PictureInput;
import klarsyn.tensor.Device;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Precision;

/** Plans of networks that classify a picture in a millisecond. */
public final class TinyClassifiers {

    private TinyClassifiers() {}

    /** Three classes, pictures of 8 × 6 pixels in gray, two resolutions of 4 and 8 channels, FP32. */
    public static ClassificationPlan gray() {
        return new ClassificationPlan(
                Plan.FORMAT,
                "Tiny",
                "animal",
                List.of("cat", "dog", "cow"),
                List.of("gray"),
                new PictureInput(8, 6, List.of(0.0), List.of(1.0)),
                encoder(1),
                List.of(0.5, 0.3, 0.2),
                0.1,
                new Compute(Device.CPU, Precision.FP32, Layout.CONTIGUOUS, 1, 4),
                Optimization.DEFAULT.withSteps(5),
                PictureAugmentation.NONE,
                List.of(new Reason("labelSmoothing", "0.1", "small")));
    }

    /** The encoder of {@link #gray}. */
    public static EncoderArchitecture encoder(int channels) {
        return new EncoderArchitecture(
                channels,
                List.of(4, 8),
                List.of(List.of(1, 3, 3), List.of(1, 3, 3)),
                List.of(List.of(1, 1, 1), List.of(1, 2, 2)),
                List.of(1, 1),
                new UNetStyle(
                        UNetStyle.Blocks.RESIDUAL_ENCODER,
                        UNetStyle.Contraction.STRIDED,
                        Norm.Kind.BATCH,
                        UNetStyle.Biases.HEAD,
                        UNetStyle.Gates.NONE,
                        UNetStyle.Initialization.PRIOR));
    }

    /** {@link #gray} with other parts. */
    public static ClassificationPlan with(PictureAugmentation augmentation, double labelSmoothing) {
        ClassificationPlan plan = gray();
        return new ClassificationPlan(
                plan.format(),
                plan.cohort(),
                plan.target(),
                plan.classes(),
                plan.modalities(),
                plan.input(),
                plan.network(),
                plan.classFrequencies(),
                labelSmoothing,
                plan.compute(),
                plan.optimization(),
                augmentation,
                plan.reasons());
    }
}
