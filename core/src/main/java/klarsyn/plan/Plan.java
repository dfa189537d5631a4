package klarsyn.plan;

import java.util.List;
import klarsyn.data.Task;
import klarsyn.nn.UNetArchitecture;

/**
 * What will be done, derived from data, machine and budget: readable, editable, and kept with the model.
 *
 * @param format           version of this structure
 * @param cohort           name of the data set that it was made for
 * @param task             what is to be learned
 * @param modalities       what each channel is, such as {@code MRI}
 * @param preprocessing    what is done to an image first
 * @param patch            voxels that the network sees at once in training
 * @param network          the shape of the U-Net
 * @param classFrequencies share of each class among the training voxels, background first
 * @param compute          how the machine computes
 * @param optimisation     how weights follow gradients
 * @param augmentation     how training patches are varied
 * @param inference        how a whole image is predicted
 * @param reasons          why, a sentence a choice
 */
public record Plan(
        int format,
        String cohort,
        Task task,
        List<String> modalities,
        Preprocessing preprocessing,
        Patch patch,
        UNetArchitecture network,
        List<Double> classFrequencies,
        Compute compute,
        Optimisation optimisation,
        Augmenting augmentation,
        Inference inference,
        List<Reason> reasons) {

    /** The version that this Klarsyn writes, and the newest that it reads. */
    public static final int FORMAT = 1;

    /** Keeps own copies of the lists. */
    public Plan {
        modalities = List.copyOf(modalities);
        classFrequencies = List.copyOf(classFrequencies);
        reasons = List.copyOf(reasons);
    }

    /** The same with another way to compute. */
    public Plan withCompute(Compute other) {
        return new Plan(
                format,
                cohort,
                task,
                modalities,
                preprocessing,
                patch,
                network,
                classFrequencies,
                other,
                optimisation,
                augmentation,
                inference,
                reasons);
    }

    /** The same with another patch and network. */
    public Plan withNetwork(Patch otherPatch, UNetArchitecture otherNetwork) {
        return new Plan(
                format,
                cohort,
                task,
                modalities,
                preprocessing,
                otherPatch,
                otherNetwork,
                classFrequencies,
                compute,
                optimisation,
                augmentation,
                inference,
                reasons);
    }

    /** The same with another optimisation. */
    public Plan withOptimisation(Optimisation other) {
        return new Plan(
                format,
                cohort,
                task,
                modalities,
                preprocessing,
                patch,
                network,
                classFrequencies,
                compute,
                other,
                augmentation,
                inference,
                reasons);
    }

    /** The same with other reasons. */
    public Plan withReasons(List<Reason> others) {
        return new Plan(
                format,
                cohort,
                task,
                modalities,
                preprocessing,
                patch,
                network,
                classFrequencies,
                compute,
                optimisation,
                augmentation,
                inference,
                others);
    }
}
