package klarsyn.model;

import java.util.List;
import klarsyn.base.Interval;

/**
 * Origin of a model.
 *
 * @param klarsynVersion version that trained it
 * @param seed           random seed
 * @param minutes        duration of the training
 * @param steps          number of optimizer steps
 * @param machine        processor, cores, memory and GPU as text
 * @param cases          training, validation and test cases; empty if unknown
 * @param validation     mean Dice of the validation cases with its interval; n = 0 if there were none
 */
public record Provenance(
        String klarsynVersion,
        long seed,
        double minutes,
        long steps,
        String machine,
        CaseHashes cases,
        Interval validation,
        List<TrainingImages> images) {

    /** Copies the list. */
    public Provenance {
        images = List.copyOf(images);
    }

    /** Without the grids of the training images. */
    public Provenance(
            String klarsynVersion,
            long seed,
            double minutes,
            long steps,
            String machine,
            CaseHashes cases,
            Interval validation) {
        this(klarsynVersion, seed, minutes, steps, machine, cases, validation, List.of());
    }
}
