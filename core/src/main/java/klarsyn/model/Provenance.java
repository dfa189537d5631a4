package klarsyn.model;

import java.util.List;
import klarsyn.base.Interval;

/**
 * Where a model comes from.
 *
 * @param klarsynVersion version that trained it
 * @param seed           the number that everything random came from
 * @param minutes        wall clock of the training
 * @param steps          optimizer steps taken
 * @param machine        processor, cores, memory and graphics card in words
 * @param cases          which cases it was trained on, watched on and judged by; none where that is not known
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
