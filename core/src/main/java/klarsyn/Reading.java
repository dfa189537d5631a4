package klarsyn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.Seed;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Part;
import klarsyn.data.Split;
import klarsyn.data.Strata;
import klarsyn.preflight.CaseFacts;
import klarsyn.preflight.Preflight;
import klarsyn.tensor.Engine;
import org.jspecify.annotations.Nullable;

/** A cohort whose cases are read once, when somebody first asks what is in them. */
final class Reading {

    private static final int QUARTERS = 4;
    private static final double VALIDATION_SHARE = 0.05;
    private static final int FEWEST_PATIENTS = 2;

    private final Cohort cohort;
    private Preflight.@Nullable Result result;

    Reading(Cohort cohort) {
        this.cohort = cohort;
    }

    Cohort cohort() {
        return cohort;
    }

    synchronized Preflight.Result preflight() {
        if (result == null) {
            result = Preflight.scan(cohort, Engine.cores());
        }
        return result;
    }

    Split split(Division division, Seed seed) {
        Preflight.requireClean(preflight());
        Strata strata = strata(preflight().cases());
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
        requireForeground(split.train(), division);
        return new Split(asGiven(split.train()), asGiven(split.validation()), asGiven(split.test()));
    }

    /** The same cases with their patients, where the split took each case for itself. */
    private List<Case> asGiven(List<Case> some) {
        Set<String> ids = some.stream().map(Case::id).collect(Collectors.toSet());
        return cohort.cases().stream().filter(one -> ids.contains(one.id())).toList();
    }

    private void requireEnough(int patients) {
        if (patients < FEWEST_PATIENTS) {
            throw new DataException(
                    "one patient is too few to train on some and test on others",
                    Where.file(cohort.root()),
                    "give labeled cases of at least %d patients".formatted(FEWEST_PATIENTS));
        }
    }

    private static int patients(List<Case> cases) {
        return (int) cases.stream().map(Case::patient).distinct().count();
    }

    /** A twentieth of the patients; of few patients none: all that they have to teach is needed more. */
    private static double validationShare(List<Case> cases) {
        return Math.floor(VALIDATION_SHARE * patients(cases)) == 0 ? 0 : VALIDATION_SHARE;
    }

    private static Split heldOut(List<Case> all, Strata strata, Seed seed) {
        List<Case> test = on(Part.TEST, all);
        List<Case> watched = on(Part.VALIDATION, all);
        if (test.isEmpty() && watched.isEmpty()) {
            return Split.holdOut(all, strata, validationShare(all), Study.TEST_SHARE, seed);
        }
        if (test.isEmpty()) {
            return besides(watched, all, strata, seed);
        }
        return official(all, test, strata, seed);
    }

    /** The data set's own validation cases to watch; of the others a share to be judged on. */
    private static Split besides(List<Case> watched, List<Case> all, Strata strata, Seed seed) {
        List<Case> others =
                all.stream().filter(one -> one.part() != Part.VALIDATION).toList();
        if (patients(others) < FEWEST_PATIENTS) {
            throw new DataException(
                    "the data set's own split leaves fewer than two patients to train and to test on",
                    Where.of("the split of the data set"),
                    "name more cases to train on, or take the split out");
        }
        Split split = Split.holdOut(others, strata, 0, Study.TEST_SHARE, seed);
        return new Split(split.train(), watched, split.test());
    }

    /** One part to be judged on; of the others a share to watch. The data set's own test cases stay out of it. */
    private static Split fold(List<Case> all, Strata strata, int index, int count, Seed seed) {
        List<Case> ours = all.stream().filter(one -> one.part() != Part.TEST).toList();
        Split outer = Split.folds(ours, strata, count, seed).get(index);
        Split inner =
                Split.holdOut(outer.train(), strata, validationShare(outer.train()), 0, seed.child("fold", index));
        return new Split(inner.train(), inner.validation(), outer.validation());
    }

    /** The data set's own test cases, and its own validation cases if it names any. */
    private static Split official(List<Case> all, List<Case> test, Strata strata, Seed seed) {
        List<Case> train = new ArrayList<>(on(Part.TRAIN, all));
        train.addAll(on(Part.ANY, all));
        if (train.isEmpty()) {
            throw new DataException(
                    "the data set's own split leaves no case to train on",
                    Where.of("the split of the data set"),
                    "name cases to train on, or take the split out");
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

    /** Quarters by the volume of all foreground, and which labels a case has, or that it has none. */
    private static Strata strata(List<CaseFacts> facts) {
        double[] sorted =
                facts.stream().mapToDouble(Reading::foregroundMl).sorted().toArray();
        Map<String, Integer> quarters = new LinkedHashMap<>();
        Map<String, Set<String>> contents = new LinkedHashMap<>();
        for (CaseFacts fact : facts) {
            int rank = Arrays.binarySearch(sorted, foregroundMl(fact));
            quarters.put(fact.id(), Math.min(QUARTERS - 1, rank * QUARTERS / sorted.length));
            contents.put(fact.id(), contents(fact));
        }
        return new Strata(
                subject -> Objects.requireNonNull(quarters.get(subject.id())),
                subject -> Objects.requireNonNull(contents.get(subject.id())));
    }

    /** A label is known by its place; one name stands for a case without any. */
    private static Set<String> contents(CaseFacts fact) {
        Set<String> labels = IntStream.range(0, fact.labelVoxels().size())
                .filter(label -> fact.labelVoxels().get(label) > 0)
                .mapToObj(label -> "label " + label)
                .collect(Collectors.toSet());
        return labels.isEmpty() ? Set.of("healthy") : labels;
    }

    /** A data set's own split, or folds of few labeled cases, may leave nothing to learn from. */
    private void requireForeground(List<Case> train, Division division) {
        Set<String> ids = train.stream().map(Case::id).collect(Collectors.toSet());
        boolean shown = preflight().cases().stream()
                .filter(fact -> ids.contains(fact.id()))
                .anyMatch(fact -> foregroundMl(fact) > 0);
        if (!shown) {
            throw new DataException(
                    "no training case has a label (%s)".formatted(Count.of(train.size(), "case")),
                    Where.of(
                            switch (division) {
                                case Division.HeldOut _ -> "the split of the data set";
                                case Division.Fold _ -> "--folds";
                            }),
                    switch (division) {
                        case Division.HeldOut _ -> "move cases with labels into training, or take the split out";
                        case Division.Fold _ -> "add labeled cases, or train without --folds";
                    });
        }
    }

    private static double foregroundMl(CaseFacts fact) {
        long voxels = fact.labelVoxels().stream().mapToLong(Long::longValue).sum();
        return voxels * fact.geometry().voxelMl();
    }
}
