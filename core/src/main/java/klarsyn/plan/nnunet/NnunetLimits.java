package klarsyn.plan.nnunet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import klarsyn.plan.Preset;
import klarsyn.plan.rules.Topology;

/**
 * Differences between nnU-Net's planners.
 *
 * @param planner      class name
 * @param plansName    name of its plans
 * @param network      planned network
 * @param reference3d  size of the feature maps that fit its memory, for {@link #BATCH_3D} samples in 3-D
 * @param reference2d  the same for {@link #BATCH_2D} samples in 2-D
 * @param fitted       batch size for fitting the patch
 * @param coverage     maximum fraction of the data set's voxels in one batch
 */
record NnunetLimits(
        String planner,
        String plansName,
        NnunetNetwork network,
        double reference3d,
        double reference2d,
        Fitted fitted,
        double coverage) {

    static final int BATCH_3D = 2;
    static final int BATCH_2D = 12;
    static final int SMALLEST_BATCH = 2;

    private static final int WIDTH = 32;

    /** Batch size whose feature maps must fit the reference. */
    enum Fitted {
        /** The minimum: in 2-D the patch may become six times larger than the reference. */
        SMALLEST,
        /** That of the reference. */
        REFERENCE
    }

    static final NnunetLimits PLAIN = new NnunetLimits(
            "ExperimentPlanner", "nnUNetPlans", NnunetNetwork.PLAIN, 560_000_000, 85_000_000, Fitted.SMALLEST, 0.05);

    /** The limits of a preset; empty for {@link Preset#KLARSYN}. */
    static Optional<NnunetLimits> of(Preset preset) {
        return switch (preset) {
            case KLARSYN -> Optional.empty();
            case NNUNET -> Optional.of(PLAIN);
            case RESENC_M -> Optional.of(residual("M", 680_000_000, 135_000_000));
            case RESENC_L -> Optional.of(residual("L", 2_100_000_000L, 380_000_000));
            case RESENC_XL -> Optional.of(residual("XL", 3_600_000_000L, 560_000_000));
        };
    }

    static NnunetLimits residual(String size, double reference3d, double reference2d) {
        return new NnunetLimits(
                "nnUNetPlannerResEnc" + size,
                "nnUNetResEncUNet%sPlans".formatted(size),
                NnunetNetwork.RESIDUAL_ENCODER,
                reference3d,
                reference2d,
                Fitted.REFERENCE,
                1);
    }

    double reference(int axes) {
        return axes == 2 ? reference2d : reference3d;
    }

    int referenceBatch(int axes) {
        return axes == 2 ? BATCH_2D : BATCH_3D;
    }

    boolean exceeded(long featureMaps, int axes) {
        return switch (fitted) {
            case SMALLEST -> (double) featureMaps / referenceBatch(axes) * SMALLEST_BATCH > reference(axes);
            case REFERENCE -> featureMaps > reference(axes);
        };
    }

    /** The network of a topology. */
    NnunetArchitecture architecture(Topology topology) {
        int stages = topology.strides().size();
        int widest = topology.size().size() == 2 ? 512 : 320;
        List<Integer> features = new ArrayList<>();
        List<Integer> encoder = new ArrayList<>();
        for (int stage = 0; stage < stages; stage++) {
            features.add(Math.min(widest, WIDTH << stage));
            encoder.add(blocks(stage));
        }
        int decoder = network == NnunetNetwork.PLAIN ? 2 : 1;
        return new NnunetArchitecture(
                network,
                features,
                topology.kernels(),
                topology.strides(),
                encoder,
                Collections.nCopies(stages - 1, decoder));
    }

    private int blocks(int stage) {
        return switch (network) {
            case PLAIN -> 2;
            case RESIDUAL_ENCODER -> List.of(1, 3, 4, 6).get(Math.min(stage, 3));
        };
    }

    /** Folder of the preprocessed cases, shared by planners with the same preprocessing. */
    String dataIdentifier(String configuration) {
        boolean shared = configuration.equals(NnunetPlanner.FLAT) || configuration.equals(NnunetPlanner.FULL);
        return (shared ? PLAIN.plansName : plansName) + "_" + configuration;
    }
}
