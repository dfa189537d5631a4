package klarsyn.phantom;

import klarsyn.data.label.Labels;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;

/**
 * A synthetic magnetic resonance image of a head with known reference.
 *
 * @param image    T1-like intensities, in a randomly oriented array
 * @param labels   on the image's grid: 1 and 2 are the head and the body of the hippocampus, both sides alike
 * @param ageYears age that determines the size of the ventricles, from 20 to 90
 * @param lesion   whether the white matter has a lesion
 */
public record Phantom(Volume image, LabelMap labels, double ageYears, Lesion lesion) {

    /** Label names: the thicker front end of the hippocampus, and the rest. */
    public static final Labels LABELS = Labels.of("hippocampus head", "hippocampus body");

    /** Whether there is a lesion. */
    public enum Lesion {
        /** Healthy white matter. */
        ABSENT,
        /** One dark, blurred ball in the white matter. */
        PRESENT
    }
}
