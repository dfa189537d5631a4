package klarsyn.data.split;

import klarsyn.Study;
import klarsyn.data.Case;
import klarsyn.data.Cohort;

/** Which cases a run learns from and which it is judged on. */
public sealed interface Division {

    /** What is never in two parts. */
    enum Unit {
        /** All cases of a patient stay together. */
        PATIENT,
        /** Each case counts for itself: where a patient has several, figures flatter, for what is tested was seen before. */
        CASE
    }

    /** What is never in two parts. */
    Unit unit();

    /** Whether a patient's cases may be on both sides. */
    default boolean splitsPatients(Cohort cohort) {
        return switch (unit()) {
            case PATIENT -> false;
            case CASE ->
                cohort.cases().stream().map(Case::patient).distinct().count()
                        < cohort.cases().size();
        };
    }

    /** A share of the cases is held out, {@link Study#TEST_SHARE}, or those that the data set itself names. */
    record HeldOut(Unit unit) implements Division {}

    /**
     * The cases are divided into equal parts, one of which this run is judged on.
     *
     * @param index which part, from 0
     * @param count how many parts, at least 2
     */
    record Fold(Unit unit, int index, int count) implements Division {

        /** Refuses a part that does not exist. */
        public Fold {
            if (index < 0 || index >= count) {
                throw new IllegalArgumentException("fold %d of %d".formatted(index, count));
            }
        }
    }
}
