package klarsyn.data;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import klarsyn.base.Seed;

/**
 * Cases to learn from, to watch the training on, and to be judged on; no case is in two of the parts, and, unless cases
 * were divided with no regard to it, no patient.
 *
 * @param train      at least one case, sorted by id
 * @param validation may be empty, sorted by id
 * @param test       may be empty, sorted by id
 */
public record Split(List<Case> train, List<Case> validation, List<Case> test) {

    /** For cases of which none is special. */
    public static final ToIntFunction<Case> ONE_STRATUM = anyCase -> 0;

    /** Keeps own copies, sorted by id; a case in two places and a split with nothing to train on are refused. */
    public Split {
        train = sorted(train);
        validation = sorted(validation);
        test = sorted(test);
        if (train.isEmpty()) {
            throw new IllegalArgumentException("a split needs a case to train on");
        }
        Splitting.requireApart(List.of(train, validation, test));
    }

    /**
     * The same, if no patient has cases in two of the parts.
     *
     * @throws IllegalArgumentException naming two of a patient's cases if one has
     */
    public Split requirePatientsApart() {
        Splitting.requirePatientsApart(List.of(train, validation, test));
        return this;
    }

    private static List<Case> sorted(List<Case> cases) {
        return cases.stream().sorted(Comparator.comparing(Case::id)).toList();
    }

    /**
     * Holds out shares of the patients, every stratum in its proportion.
     *
     * <p>A patient's place depends on the name and the seed alone, so the order of {@code cases} does not matter.
     *
     * @param stratum         group of a case (a class, a site), of which each part gets its share; a patient counts to
     *                        the stratum of the case that comes first by id
     * @param validationShare share of all patients, from 0 below 1
     * @param testShare       share of all patients, from 0 below 1
     * @throws klarsyn.base.PlanException if the shares leave no patient to train on, or a part that was asked for empty
     */
    public static Split holdOut(
            List<Case> cases, ToIntFunction<Case> stratum, double validationShare, double testShare, Seed seed) {
        return holdOut(cases, Strata.of(stratum), validationShare, testShare, seed);
    }

    /**
     * Holds out shares of the patients, every group in its proportion, and keeps what few patients show in every part.
     *
     * <p>Rare is what at most 20 patients show. At least half of those patients are trained on, one or more is tested if there are two, and one or more validated if there are four, as far as the sizes of the
     * parts allow it; what one patient alone shows is in training. Where that already holds, nothing is moved.
     *
     * @throws klarsyn.base.PlanException as {@link #holdOut(List, ToIntFunction, double, double, Seed)}
     */
    public static Split holdOut(List<Case> cases, Strata strata, double validationShare, double testShare, Seed seed) {
        return Splitting.holdOut(cases, strata, validationShare, testShare, seed);
    }

    /**
     * Divides the patients into parts of equal size, to within one, each of which is {@link #validation()} once.
     *
     * @return as many splits as folds, each without test cases
     * @throws klarsyn.base.PlanException if there are fewer patients than folds, or fewer than two folds
     */
    public static List<Split> folds(List<Case> cases, ToIntFunction<Case> stratum, int folds, Seed seed) {
        return folds(cases, Strata.of(stratum), folds, seed);
    }

    /**
     * As {@link #folds(List, ToIntFunction, int, Seed)}; patients that show something rare are spread evenly over the
     * folds, so that two such patients are enough for each fold to have one to train on.
     */
    public static List<Split> folds(List<Case> cases, Strata strata, int folds, Seed seed) {
        return Splitting.folds(cases, strata, folds, seed);
    }

    /**
     * nnU-Net's five folds, each of which is {@link #validation()} once: the same as nnU-Net makes where each patient has
     * one case; otherwise a patient's cases stay together, which nnU-Net does not see to.
     *
     * @throws klarsyn.base.PlanException if there are fewer than five patients
     */
    public static List<Split> nnunetFolds(List<Case> cases) {
        return NnunetFolds.of(cases);
    }

    /**
     * One of nnU-Net's folds: 0 to 4 are those of {@link #nnunetFolds}, any other draws four fifths for training.
     *
     * @param fold from 0
     * @throws klarsyn.base.PlanException if there are too few patients
     */
    public static Split nnunetFold(List<Case> cases, int fold) {
        List<Split> folds = fold < 5 ? NnunetFolds.of(cases) : List.of();
        return folds.isEmpty() ? NnunetFolds.beyond(cases, fold) : folds.get(fold);
    }
}
