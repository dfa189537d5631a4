package klarsyn.plan.nnunet;

import java.util.List;
import klarsyn.prepare.Normalization.Scheme;

/**
 * One configuration of nnU-Net's plans in full; two axes in 2-D, three in 3-D, transposed, the slowest first.
 *
 * @param dataIdentifier  folder of the prepared cases
 * @param preprocessor    name of nnU-Net's class
 * @param batchSize       patches a step
 * @param patchSize       voxels that the network sees at once
 * @param medianSize      median image in voxels, after resampling; may end in .5
 * @param spacing         mm after resampling
 * @param normalizations  a scheme a channel
 * @param maskedNorms     whether a channel's scheme looks at the voxels alone that are not 0
 * @param resampleImage   how images are resampled
 * @param resampleLabels  how label maps are
 * @param resampleLogits  how predictions are on their way back
 * @param architecture    the network
 * @param batchDice       whether Dice is taken over the batch, not sample by sample
 * @param nextStages      configurations that refine what this one predicts
 * @param previousStage   the configuration whose prediction is an input; none or one
 */
public record NnunetConfiguration(
        String dataIdentifier,
        String preprocessor,
        int batchSize,
        List<Integer> patchSize,
        List<Double> medianSize,
        List<Double> spacing,
        List<Scheme> normalizations,
        List<Boolean> maskedNorms,
        NnunetResampling resampleImage,
        NnunetResampling resampleLabels,
        NnunetResampling resampleLogits,
        NnunetArchitecture architecture,
        boolean batchDice,
        List<String> nextStages,
        List<String> previousStage)
        implements NnunetPlans.Entry {

    /** Keeps own copies; refuses lists of lengths that do not fit, and sizes that are not above 0. */
    public NnunetConfiguration {
        patchSize = List.copyOf(patchSize);
        medianSize = List.copyOf(medianSize);
        spacing = List.copyOf(spacing);
        normalizations = List.copyOf(normalizations);
        maskedNorms = List.copyOf(maskedNorms);
        nextStages = List.copyOf(nextStages);
        previousStage = List.copyOf(previousStage);
        int axes = architecture.axes();
        if (patchSize.size() != axes || medianSize.size() != axes || spacing.size() != axes) {
            throw new IllegalArgumentException(
                    "patch_size %s, median_image_size_in_voxels %s and spacing %s must have %d axes as the network has"
                            .formatted(patchSize, medianSize, spacing, axes));
        }
        if (normalizations.isEmpty() || maskedNorms.size() != normalizations.size()) {
            throw new IllegalArgumentException("%d normalization_schemes, but %d use_mask_for_norm"
                    .formatted(normalizations.size(), maskedNorms.size()));
        }
        if (batchSize < 1
                || patchSize.stream().anyMatch(n -> n < 1)
                || spacing.stream().anyMatch(mm -> !(mm > 0) || mm.isInfinite())) {
            throw new IllegalArgumentException("batch_size %d, patch_size %s and spacing %s must be above 0"
                    .formatted(batchSize, patchSize, spacing));
        }
        if (previousStage.size() > 1) {
            throw new IllegalArgumentException("there can be one previous_stage only: " + previousStage);
        }
    }

    /** The same with another configuration that refines what it predicts. */
    NnunetConfiguration before(String next) {
        return with(batchDice, List.of(next));
    }

    /** The same with Dice over the batch. */
    NnunetConfiguration withBatchDice() {
        return with(true, nextStages);
    }

    private NnunetConfiguration with(boolean otherDice, List<String> otherNext) {
        return new NnunetConfiguration(
                dataIdentifier,
                preprocessor,
                batchSize,
                patchSize,
                medianSize,
                spacing,
                normalizations,
                maskedNorms,
                resampleImage,
                resampleLabels,
                resampleLogits,
                architecture,
                otherDice,
                otherNext,
                previousStage);
    }
}
