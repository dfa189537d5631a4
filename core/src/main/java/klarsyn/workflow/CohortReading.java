package klarsyn.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import klarsyn.base.DataException;
import klarsyn.base.Seed;
import klarsyn.base.Where;
import klarsyn.base.Workers;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Part;
import klarsyn.data.split.Division;
import klarsyn.data.split.Split;
import klarsyn.data.split.Strata;
import klarsyn.preflight.Preflight;
import klarsyn.preflight.Purpose;
import org.jspecify.annotations.Nullable;

/** A cohort whose cases are read once, on first use. */
public final class CohortReading {

    /** Fraction of patients in the test set. */
    public static final double TEST_SHARE = 0.2;

    private static final double VALIDATION_SHARE = 0.05;
    private static final int MIN_PATIENTS = 2;

    private final Cohort cohort;
    private Preflight.@Nullable Result result;

    CohortReading(Cohort cohort) {
        this.cohort = cohort;
    }

    Cohort cohort() {
        return cohort;
    }

    synchronized Preflight.Result preflight(Workers workers) {
        if (result == null) {
            result = Preflight.scan(cohort, Purpose.TRAINING, workers);
        }
        return result;
    }

    Split split(Division division, Seed seed, Workflow<?> workflow, Workers workers) {
        Preflight.Result read = preflight(workers);
        Preflight.requireClean(read);
        Strata strata = workflow.strata(read.cases());
        List<Case> all = switch (division.unit()) {
            case PATIENT -> cohort.cases();
            case CASE ->
                cohort.cases().stream().map(one -> one.withPatient(one.id())).toList();
        };
        requireEnough(patients(all));
        Split split = switch (division) {
            case Division.HeldOut _ -> heldOut(all, strata, seed);
            case Division.Fold(var _, int index, int count) -> fold(all, strata, index, count, seed);
        };
        split.requirePatientsApart();
        workflow.requireLearnable(split.train(), division);
        return new Split(withPatients(split.train()), withPatients(split.validation()), withPatients(split.test()));
    }

    /** The same cases with their patients, if the split treated each case as a patient. */
    private List<Case> withPatients(List<Case> some) {
        Set<String> ids = some.stream().map(Case::id).collect(Collectors.toSet());
        return cohort.cases().stream().filter(one -> ids.contains(one.id())).toList();
    }

    private void requireEnough(int patients) {
        if (patients < MIN_PATIENTS) {
            throw new DataException(
                    "one patient is too few for a training and a test set",
                    Where.file(cohort.root()),
                    "provide labeled cases of at least %d patients".formatted(MIN_PATIENTS));
        }
    }

    private static int patients(List<Case> cases) {
        return (int) cases.stream().map(Case::patient).distinct().count();
    }

    /** Five percent of the patients; none of few patients, because all are needed for training. */
    private static double validationShare(List<Case> cases) {
        return Math.floor(VALIDATION_SHARE * patients(cases)) == 0 ? 0 : VALIDATION_SHARE;
    }

    private static Split heldOut(List<Case> all, Strata strata, Seed seed) {
        List<Case> test = on(Part.TEST, all);
        List<Case> validation = on(Part.VALIDATION, all);
        if (test.isEmpty() && validation.isEmpty()) {
            return Split.holdOut(all, strata, validationShare(all), TEST_SHARE, seed);
        }
        if (test.isEmpty()) {
            return withGivenValidation(validation, all, strata, seed);
        }
        return official(all, test, strata, seed);
    }

    /** The data set's own validation cases for validation, and a fraction of the others for testing. */
    private static Split withGivenValidation(List<Case> validation, List<Case> all, Strata strata, Seed seed) {
        List<Case> others =
                all.stream().filter(one -> one.part() != Part.VALIDATION).toList();
        if (patients(others) < MIN_PATIENTS) {
            throw new DataException(
                    "the data set's own split has fewer than two patients for training and testing",
                    Where.of("the split of the data set"),
                    "add training cases, or remove the split");
        }
        Split split = Split.holdOut(others, strata, 0, TEST_SHARE, seed);
        return new Split(split.train(), validation, split.test());
    }

    /**
     * One part for testing, and a fraction of the others for validation. The data set's own test cases are excluded.
     */
    private static Split fold(List<Case> all, Strata strata, int index, int count, Seed seed) {
        List<Case> candidates =
                all.stream().filter(one -> one.part() != Part.TEST).toList();
        Split outer = Split.folds(candidates, strata, count, seed).get(index);
        Split inner =
                Split.holdOut(outer.train(), strata, validationShare(outer.train()), 0, seed.child("fold", index));
        return new Split(inner.train(), inner.validation(), outer.validation());
    }

    /** The data set's own test cases, and its own validation cases if it has any. */
    private static Split official(List<Case> all, List<Case> test, Strata strata, Seed seed) {
        List<Case> train = new ArrayList<>(on(Part.TRAIN, all));
        train.addAll(on(Part.ANY, all));
        if (train.isEmpty()) {
            throw new DataException(
                    "the data set's own split has no training cases",
                    Where.of("the split of the data set"),
                    "add training cases, or remove the split");
        }
        List<Case> validation = on(Part.VALIDATION, all);
        if (!validation.isEmpty()) {
            return new Split(train, validation, test);
        }
        Split inner = Split.holdOut(train, strata, validationShare(train), 0, seed);
        return new Split(inner.train(), inner.validation(), test);
    }

    private static List<Case> on(Part part, List<Case> all) {
        return all.stream().filter(one -> one.part() == part).toList();
    }
}
