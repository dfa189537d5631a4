package klarsyn.data.split;

import klarsyn.Study;
import klarsyn.data.Case;
import klarsyn.data.Cohort;

/** How a run divides its cases into training and test cases. */
public sealed interface Division {

    /** Unit of the split, which is never divided between parts. */
    enum Unit {
        /** All cases of a patient stay together. */
        PATIENT,
        /** Cases are split independently; results are optimistically biased if patients have several. */
        CASE
    }

    /** Unit of the split, which is never divided between parts. */
    Unit unit();

    /** Whether cases of one patient may be in different parts. */
    default boolean splitsPatients(Cohort cohort) {
        return switch (unit()) {
            case PATIENT -> false;
            case CASE ->
                cohort.cases().stream().map(Case::patient).distinct().count()
                        < cohort.cases().size();
        };
    }

    /** Holds out a fraction of the cases, {@link Study#TEST_SHARE}, or the data set's own test cases. */
    record HeldOut(Unit unit) implements Division {}

    /**
     * Divides the cases into parts of equal size, one of which is used for testing.
     *
     * @param index test part, from 0
     * @param count number of parts, at least 2
     */
    record Fold(Unit unit, int index, int count) implements Division {

        /** Rejects an index out of range. */
        public Fold {
            if (index < 0 || index >= count) {
                throw new IllegalArgumentException("fold %d of %d".formatted(index, count));
            }
        }
    }
}
