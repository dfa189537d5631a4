package klarsyn.data.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import klarsyn.base.Count;
import klarsyn.base.MersenneTwister;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.data.Case;

/** nnU-Net's splits: implements {@link Split#nnunetFolds} and {@link Split#nnunetFold}. */
final class NnunetFolds {

    private static final int SEED = 12345;
    private static final int FOLDS = 5;
    private static final double TRAINING_SHARE = 0.8;

    private NnunetFolds() {}

    /** Five folds: shuffled patients in five consecutive groups, the first ones larger by one. */
    static List<Split> of(List<Case> cases) {
        List<List<Case>> patients = patients(cases);
        if (patients.size() < FOLDS) {
            throw new PlanException(
                    "%s cannot be divided into %d folds".formatted(Count.of(patients.size(), "patient"), FOLDS),
                    Where.of("folds"),
                    "choose fewer folds of another kind, or add patients");
        }
        int[] order = MersenneTwister.of(SEED).permutation(patients.size());
        List<Split> splits = new ArrayList<>();
        int start = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            int size = order.length / FOLDS + (fold < order.length % FOLDS ? 1 : 0);
            splits.add(split(patients, Arrays.copyOfRange(order, start, start + size)));
            start += size;
        }
        return List.copyOf(splits);
    }

    /** A fold from 5 on: a random four fifths for training. */
    static Split beyond(List<Case> cases, int fold) {
        List<List<Case>> patients = patients(cases);
        int training = (int) (patients.size() * TRAINING_SHARE);
        if (training == 0) {
            throw new PlanException("one patient cannot be split", Where.of("fold " + fold), "more patients");
        }
        int[] order = MersenneTwister.of(SEED + fold).permutation(patients.size());
        return split(patients, Arrays.copyOfRange(order, training, order.length));
    }

    private static Split split(List<List<Case>> patients, int[] held) {
        List<Case> train = new ArrayList<>();
        List<Case> validation = new ArrayList<>();
        for (int i = 0; i < patients.size(); i++) {
            int patient = i;
            (IntStream.of(held).anyMatch(each -> each == patient) ? validation : train).addAll(patients.get(i));
        }
        return new Split(train, validation, List.of());
    }

    /** In order of their first cases, which is the order of cases if each patient has one. */
    private static List<List<Case>> patients(List<Case> cases) {
        Map<String, List<Case>> patients = new LinkedHashMap<>();
        cases.stream()
                .sorted(Comparator.comparing(Case::id))
                .forEach(one -> patients.computeIfAbsent(one.patient(), name -> new ArrayList<>())
                        .add(one));
        return List.copyOf(patients.values());
    }
}
