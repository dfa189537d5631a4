package klarsyn.data.split;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import klarsyn.base.Seed;
import klarsyn.data.Case;

/**
 * Training, validation and test cases; no case is in two parts, and no patient either, unless the split ignores
 * patients.
 *
 * @param train      at least one case, sorted by id
 * @param validation may be empty, sorted by id
 * @param test       may be empty, sorted by id
 */
public record Split(List<Case> train, List<Case> validation, List<Case> test) {

    /** A single stratum. */
    public static final ToIntFunction<Case> ONE_STRATUM = anyCase -> 0;

    /** Copies the lists, sorted by id; rejects a case in two parts and a split without training cases. */
    public Split {
        train = sorted(train);
        validation = sorted(validation);
        test = sorted(test);
        if (train.isEmpty()) {
            throw new IllegalArgumentException("a split needs at least one training case");
        }
        Splitting.requireApart(List.of(train, validation, test));
    }

    /**
     * Checks that no patient has cases in two parts.
     *
     * @throws IllegalArgumentException naming two cases of such a patient
     */
    public Split requirePatientsApart() {
        Splitting.requirePatientsApart(List.of(train, validation, test));
        return this;
    }

    private static List<Case> sorted(List<Case> cases) {
        return cases.stream().sorted(Comparator.comparing(Case::id)).toList();
    }

    /**
     * Holds out shares of the patients, stratified.
     *
     * <p>The assignment of a patient depends only on its name and the seed, so the order of {@code cases} does not
     * matter.
     *
     * @param stratum         group of a case (a class, a site), represented in each part; a patient belongs to the
     *                        stratum of its first case by id
     * @param validationShare share of all patients, from 0 to below 1
     * @param testShare       share of all patients, from 0 to below 1
     * @throws klarsyn.base.PlanException if no patient would remain for training, or a requested part would be empty
     */
    public static Split holdOut(
            List<Case> cases, ToIntFunction<Case> stratum, double validationShare, double testShare, Seed seed) {
        return holdOut(cases, Strata.of(stratum), validationShare, testShare, seed);
    }

    /**
     * Holds out shares of the patients, stratified, with rare contents in every part.
     *
     * <p>Rare means at most 20 patients. At least half of those patients are used for training, at least one is tested
     * if there are two, and at least one validated if there are four, if part sizes allow; contents of a single patient
     * are in training. If this is already the case, the split is unchanged.
     *
     * @throws klarsyn.base.PlanException as {@link #holdOut(List, ToIntFunction, double, double, Seed)}
     */
    public static Split holdOut(List<Case> cases, Strata strata, double validationShare, double testShare, Seed seed) {
        return Splitting.holdOut(cases, strata, validationShare, testShare, seed);
    }

    /**
     * Divides the patients into folds of equal size, to within one, each of which is {@link #validation()} once.
     *
     * @return one split per fold, without test cases
     * @throws klarsyn.base.PlanException if there are fewer patients than folds, or fewer than two folds
     */
    public static List<Split> folds(List<Case> cases, ToIntFunction<Case> stratum, int folds, Seed seed) {
        return folds(cases, Strata.of(stratum), folds, seed);
    }

    /**
     * As {@link #folds(List, ToIntFunction, int, Seed)}; patients with rare contents are spread evenly over the folds,
     * so that two such patients suffice for each fold to have one for training.
     */
    public static List<Split> folds(List<Case> cases, Strata strata, int folds, Seed seed) {
        return Splitting.folds(cases, strata, folds, seed);
    }

    /**
     * nnU-Net's five folds, each of which is {@link #validation()} once: identical to nnU-Net's if each patient has one
     * case; otherwise the cases of a patient stay together, which nnU-Net does not ensure.
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
