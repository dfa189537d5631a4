package klarsyn.plan.nnunet;

import java.util.List;
import klarsyn.prepare.Normalization.Scheme;

/**
 * One full configuration of nnU-Net's plans; two axes in 2-D, three in 3-D, transposed, the slowest first.
 *
 * @param dataIdentifier  folder of the preprocessed cases
 * @param preprocessor    nnU-Net class
 * @param batchSize       patches per step
 * @param patchSize       input size of the network
 * @param medianSize      median image in voxels, after resampling; may end in .5
 * @param spacing         mm after resampling
 * @param normalizations  one scheme per channel
 * @param maskedNorms     whether a channel's scheme uses only voxels other than 0
 * @param resampleImage   resampling of images
 * @param resampleLabels  resampling of label maps
 * @param resampleLogits  resampling of predictions to the original grid
 * @param architecture    the network
 * @param batchDice       whether Dice is computed over the batch instead of per sample
 * @param nextStages      configurations that refine this one's predictions
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

    /** Copies the lists; rejects lists of inconsistent length, and sizes that are not above 0. */
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
                    "patch_size %s, median_image_size_in_voxels %s and spacing %s must have %d axes like the network"
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
            throw new IllegalArgumentException("at most one previous_stage is allowed: " + previousStage);
        }
    }

    /** With another configuration that refines its predictions. */
    NnunetConfiguration before(String next) {
        return with(batchDice, List.of(next));
    }

    /** With Dice over the batch. */
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
